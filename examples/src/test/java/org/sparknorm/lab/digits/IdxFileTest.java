package org.sparknorm.lab.digits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdxFileTest {

    private static final byte[] TWO_IMAGES = idx(0x803, new int[] {2, 1, 3}, 0, 1, 2, 253, 254, 255);

    @TempDir
    private java.nio.file.Path directory;

    @Test
    void plainAndCompressedFilesHoldTheSame() throws IOException {
        for (Path file : new Path[] {write("images", TWO_IMAGES), write("images.gz", gzip(TWO_IMAGES))}) {
            IdxFile idx = read(file, 3);
            assertThat(idx.shape()).containsExactly(2, 1, 3);
            assertThat(idx.values()).containsExactly(0, 1, 2, 253, 254, 255);
        }
    }

    @Test
    void aMissingFileIsNamed() {
        Path missing = new Path(directory.resolve("no-such").toString());
        assertThatThrownBy(() -> read(missing, 3))
                .isInstanceOf(FileNotFoundException.class)
                .hasMessage(missing + ": no such file, expected an IDX file of 3 dimensions");
    }

    @Test
    void aTruncatedFileTellsWhatItHoldsAndWhatItShould() throws IOException {
        Path file = write("images", Arrays.copyOf(TWO_IMAGES, TWO_IMAGES.length - 2));
        assertThatThrownBy(() -> read(file, 3))
                .isInstanceOf(EOFException.class)
                .hasMessage(file + ": is truncated: holds 4 values, expected 6 for its shape 2 x 1 x 3");
    }

    @Test
    void aTruncatedCompressedFileIsAsClear() throws IOException {
        byte[] noise = new byte[100_000];
        new Random(7).nextBytes(noise);
        ByteArrayOutputStream idx = new ByteArrayOutputStream();
        idx.write(idx(0x801, new int[] {noise.length}));
        idx.write(noise);
        byte[] compressed = gzip(idx.toByteArray());
        Path file = write("labels.gz", Arrays.copyOf(compressed, compressed.length / 2));
        assertThatThrownBy(() -> read(file, 1))
                .isInstanceOf(EOFException.class)
                .hasMessageMatching("\\Q" + file + "\\E: is truncated: holds \\d+ values, expected 100000 for its shape"
                        + " 100000");
    }

    @Test
    void aFileThatEndsInItsHeaderIsTold() throws IOException {
        Path file = write("images", Arrays.copyOf(TWO_IMAGES, 7));
        assertThatThrownBy(() -> read(file, 3))
                .isInstanceOf(EOFException.class)
                .hasMessageStartingWith(file + ": ends inside the size of dimension 1 of 3");
        Path empty = write("empty", new byte[0]);
        assertThatThrownBy(() -> read(empty, 3)).hasMessageStartingWith(empty + ": ends inside the magic number");
    }

    @Test
    void anotherMagicNumberIsTold() throws IOException {
        Path labels = write("labels", idx(0x801, new int[] {1}, 9));
        assertThatThrownBy(() -> read(labels, 3))
                .isInstanceOf(IOException.class)
                .hasMessage(
                        labels + ": starts with 0x00000801, expected 0x00000803 (IDX, unsigned bytes, 3 dimensions)");
    }

    @Test
    void valuesBeyondTheShapeAndImpossibleSizesAreTold() throws IOException {
        Path longer = write("longer", idx(0x801, new int[] {1}, 9, 9));
        assertThatThrownBy(() -> read(longer, 1)).hasMessageContaining("goes on after the 1 values");
        Path negative = write("negative", idx(0x801, new int[] {-1}));
        assertThatThrownBy(() -> read(negative, 1)).hasMessageContaining("has the shape -1");
        Path huge = write("huge", idx(0x803, new int[] {1 << 30, 1 << 30, 1 << 30}));
        assertThatThrownBy(() -> read(huge, 3)).hasMessageContaining("has the shape 1073741824 x");
    }

    @Test
    void aFileThatOnlyClaimsToBeCompressedIsNamed() throws IOException {
        Path file = write("images.gz", TWO_IMAGES);
        assertThatThrownBy(() -> read(file, 3)).isInstanceOf(IOException.class).hasMessageStartingWith(file + ": ");
    }

    private static IdxFile read(Path file, int dimensions) throws IOException {
        return IdxFile.read(file, dimensions, new Configuration());
    }

    private Path write(String name, byte[] content) throws IOException {
        return new Path(Files.write(directory.resolve(name), content).toString());
    }

    static byte[] idx(int magic, int[] shape, int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES * (1 + shape.length) + values.length);
        bytes.putInt(magic);
        Arrays.stream(shape).forEach(bytes::putInt);
        Arrays.stream(values).forEach(value -> bytes.put((byte) value));
        return bytes.array();
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(content);
        }
        return bytes.toByteArray();
    }
}
