package org.sparknorm.train;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.sparknorm.nn.NeuralNetClassificationModel;
import org.sparknorm.program.Variables;

/** What one training gave: a line of {@code org/sparknorm/frozen/training.jsonl}. */
record FrozenTraining(
        FrozenNetwork network,
        double[] losses,
        float[] parameters,
        double[][] runningMean,
        double[][] runningVariance) {

    private static final String FILE = "/org/sparknorm/frozen/training.jsonl";
    private static final ObjectMapper JSON = new ObjectMapper();

    static FrozenTraining of(FrozenNetwork network, String sync) {
        NeuralNetClassificationModel model =
                network.classifier().setSync(sync).setNumWorkers(2).fit(network.rows());
        Variables variables = model.variables();
        return new FrozenTraining(
                network,
                model.summary().steps().stream().mapToDouble(StepReport::loss).toArray(),
                variables.parameters(),
                variables.runningMean(),
                variables.runningVariance());
    }

    static List<FrozenTraining> read() throws IOException {
        try (InputStream in = FrozenTraining.class.getResourceAsStream(FILE)) {
            return JSON.readerFor(FrozenTraining.class)
                    .<FrozenTraining>readValues(in)
                    .readAll();
        }
    }

    /** Writes among the sources, where the next build takes it from. */
    static void write(List<FrozenTraining> trainings) throws IOException {
        List<String> lines = new ArrayList<>();
        for (FrozenTraining training : trainings) {
            lines.add(JSON.writeValueAsString(training));
        }
        Path file = Path.of("src/test/resources" + FILE);
        Files.createDirectories(file.getParent());
        Files.write(file, lines);
    }

    @Override
    public String toString() {
        return network.name();
    }
}
