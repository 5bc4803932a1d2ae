package org.sparknorm.train;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparknorm.program.Variables;

/**
 * The bytes of a checkpoint, big-endian: magic and version; the length of a JSON header and the header
 * ({@link CheckpointHeader}); the parameters; running mean and variance of each batch norm, by turns; the optimizer's
 * moments, one array after the other; the CRC-32 of all that.
 */
final class CheckpointFormat {

    private static final Logger LOG = LoggerFactory.getLogger(CheckpointFormat.class);
    private static final int MAGIC = 0x534E434B;
    private static final int VERSION = 2;
    private static final ObjectMapper JSON = new ObjectMapper();

    private CheckpointFormat() {}

    static void write(OutputStream target, CheckpointHeader header, TrainingState state) throws IOException {
        CheckedOutputStream checked = new CheckedOutputStream(new BufferedOutputStream(target), new CRC32());
        DataOutputStream out = new DataOutputStream(checked);
        out.writeInt(MAGIC);
        out.writeInt(VERSION);
        byte[] json = JSON.writeValueAsBytes(header);
        out.writeInt(json.length);
        out.write(json);
        Variables variables = state.variables();
        write(out, variables.parameters());
        for (int norm = 0; norm < variables.runningMean().length; norm++) {
            write(out, variables.runningMean()[norm]);
            write(out, variables.runningVariance()[norm]);
        }
        for (float[] moments : state.optimizer().moments()) {
            write(out, moments);
        }
        out.writeLong(checked.getChecksum().getValue());
        out.flush();
    }

    /**
     * Reads a checkpoint of the same training.
     *
     * @param expected header of this training, at any epoch
     * @throws IllegalArgumentException if it is another training's
     * @throws IOException if these are not the bytes of a checkpoint, or not all of them
     */
    static TrainingState read(InputStream source, CheckpointHeader expected, TrainingState initial) throws IOException {
        CheckedInputStream checked = new CheckedInputStream(new BufferedInputStream(source), new CRC32());
        DataInputStream in = new DataInputStream(checked);
        if (in.readInt() != MAGIC) {
            throw new IOException("the file does not start as a checkpoint does");
        }
        int version = in.readInt();
        if (version != VERSION) {
            throw new IOException("found version " + version + ", expected " + VERSION);
        }
        CheckpointHeader header = header(in);
        expected.requireSameTraining(header);
        if (header.workers() != expected.workers()) {
            LOG.info(
                    "The checkpoint is of {} workers, there are {} now: sums may differ in their last bits",
                    header.workers(),
                    expected.workers());
        }
        Variables variables = initial.variables();
        read(in, variables.parameters());
        for (int norm = 0; norm < variables.runningMean().length; norm++) {
            read(in, variables.runningMean()[norm]);
            read(in, variables.runningVariance()[norm]);
        }
        float[][] moments = initial.optimizer().moments();
        for (float[] of : moments) {
            read(in, of);
        }
        long checksum = checked.getChecksum().getValue();
        if (in.readLong() != checksum || in.read() != -1) {
            throw new IOException("the checksum does not fit the bytes");
        }
        initial.optimizer().restore(moments, header.steps());
        return new TrainingState(header.epoch(), variables, initial.optimizer());
    }

    private static CheckpointHeader header(DataInputStream in) throws IOException {
        int length = in.readInt();
        byte[] json = length < 0 ? new byte[0] : in.readNBytes(length);
        try {
            return JSON.readValue(new String(json, StandardCharsets.UTF_8), CheckpointHeader.class);
        } catch (JsonProcessingException e) {
            throw new IOException("the header cannot be read", e);
        }
    }

    private static void write(DataOutputStream out, float[] values) throws IOException {
        for (float value : values) {
            out.writeFloat(value);
        }
    }

    private static void write(DataOutputStream out, double[] values) throws IOException {
        for (double value : values) {
            out.writeDouble(value);
        }
    }

    private static void read(DataInputStream in, float[] values) throws IOException {
        for (int i = 0; i < values.length; i++) {
            values[i] = in.readFloat();
        }
    }

    private static void read(DataInputStream in, double[] values) throws IOException {
        for (int i = 0; i < values.length; i++) {
            values[i] = in.readDouble();
        }
    }
}
