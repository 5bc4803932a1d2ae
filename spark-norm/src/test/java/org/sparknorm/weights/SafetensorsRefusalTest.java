package org.sparknorm.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sparknorm.Failure.refuses;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparknorm.SparkSessions;

class SafetensorsRefusalTest {

    @TempDir
    Path folder;

    @BeforeAll
    static void session() {
        SparkSessions.shared();
    }

    /** Headers over 12 bytes of data; T is {@code "dtype":"F32","shape"}, O is {@code "data_offsets"}. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'a':{T:[2],O:[0,8]},'b':{T:[2],O:[4,12]}} | 'b': it begins at byte 4, inside a tensor that ends at 8",
                "{'a':{T:[1],O:[0,4]},'b':{T:[1],O:[8,12]}} | 'b': it begins at byte 8, after bytes of no tensor",
                "{'a':{T:[2],O:[0,8]}} | 12 bytes of data, its tensors end at 8",
                "{'a':{T:[4],O:[0,16]}} | 'a': it ends at byte 16 of 12",
                "{'a':{T:[2],O:[0,12]}} | 'a': 12 bytes, expected 8 for 2 of F32",
                "{'a':{T:[3],O:[12,0]}} | 'a': found",
                "{'a':{T:[3],O:[0,6,12]}} | 'a': found",
                "{'a':{T:[3],O:[-12,0]}} | 'a': data_offsets is [-12,0], expected a list of whole numbers from 0",
                "{'a':{T:[-3],O:[0,12]}} | 'a': shape is [-3]",
                "{'a':{T:[3.0],O:[0,12]}} | 'a': shape is [3.0]",
                "{'a':{T:3,O:[0,12]}} | 'a': shape is 3",
                "{'a':{T:[9223372036854775807,3],O:[0,12]}} | 'a': its shape has more elements than a long counts",
                "{'a':{T:[9223372036854775808],O:[0,12]}} | 'a': shape is [9223372036854775808]",
                "{'a':{'shape':[3],O:[0,12]}} | expected dtype",
                "{'a':7} | 'a': shape is",
                "{'a':{T:[1],O:[0,4]},'a':{T:[2],O:[4,12]}} | Duplicate field 'a'",
                "[] | no JSON object",
                "{'a' | no JSON",
                "{} {} | no JSON",
            })
    void malformedHeadersAreRefusedInWords(String header, String words) throws IOException {
        String json = header.replace("T:", "'dtype':'F32','shape':")
                .replace("O:", "'data_offsets':")
                .replace('\'', '"');
        String path = write(json.length(), json, 12);
        refuses(() -> Safetensors.open(path), path, words);
    }

    @Test
    void headersThatAreLongerThanTheirFileOrTheBoundAreRefusedBeforeTheyAreRead() throws IOException {
        for (long length : new long[] {3, Safetensors.MAX_HEADER + 1L, Long.MAX_VALUE, -1}) {
            String path = write(length, "{}", 0);
            refuses(() -> Safetensors.open(path), path, "a header of " + Long.toUnsignedString(length) + " bytes");
        }
        Path shorter = Files.write(folder.resolve("short"), new byte[7]);
        refuses(() -> Safetensors.open(shorter.toUri().toString()), "it has 7 bytes");
    }

    @Test
    void tensorsOfOtherTypesMayBeThereAndAreRefusedByNameWhenRead() throws IOException {
        String json = "{\"a\":{\"dtype\":\"F8_E4M3\",\"shape\":[4],\"data_offsets\":[0,4]},"
                + "\"b\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[4,12]}}";
        Safetensors file = Safetensors.open(write(json.length(), json, 12));
        assertThat(file.read("b").values()).containsExactly(0, 0);
        refuses(() -> file.read("a"), file.toString(), "'a' is of type F8_E4M3, expected one of [F64, F32,");
    }

    private String write(long length, String header, int data) throws IOException {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(8 + json.length + data).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(length).put(json);
        return Files.write(folder.resolve("file"), bytes.array()).toUri().toString();
    }
}
