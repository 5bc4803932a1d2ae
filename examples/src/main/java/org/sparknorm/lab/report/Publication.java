package org.sparknorm.lab.report;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.CreateFlag;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.Options.CreateOpts;
import org.apache.hadoop.fs.Options.Rename;
import org.apache.hadoop.fs.Path;

/** Puts a run's files into a directory of any of Hadoop's file systems, each whole or not at all. */
public final class Publication {

    private Publication() {}

    /**
     * Writes all files under other names first and renames them last; files of these names are replaced, others in the
     * directory stay.
     *
     * @param files content by name, UTF-8
     */
    public static void write(Path directory, Map<String, String> files, Configuration configuration)
            throws IOException {
        FileContext context = FileContext.getFileContext(directory.toUri(), configuration);
        Map<Path, Path> finalNames = new LinkedHashMap<>();
        try {
            for (Map.Entry<String, String> file : files.entrySet()) {
                Path unfinished = new Path(directory, "." + file.getKey() + "." + UUID.randomUUID());
                finalNames.put(unfinished, new Path(directory, file.getKey()));
                try (OutputStream out =
                        context.create(unfinished, EnumSet.of(CreateFlag.CREATE), CreateOpts.createParent())) {
                    out.write(file.getValue().getBytes(StandardCharsets.UTF_8));
                }
            }
            for (Map.Entry<Path, Path> name : finalNames.entrySet()) {
                context.rename(name.getKey(), name.getValue(), Rename.OVERWRITE);
            }
        } finally {
            for (Path unfinished : finalNames.keySet()) {
                context.delete(unfinished, false);
            }
        }
    }
}
