package org.sparknorm.weights;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/**
 * The JSON at the start of a safetensors file: for each tensor its type, shape and place, in any order, at any offsets
 * that leave no byte to two tensors or to none.
 *
 * @param metadata what the writer noted; empty where there is none
 */
record SafetensorsHeader(Map<String, TensorInfo> tensors, Map<String, String> metadata) {

    private static final String METADATA = "__metadata__";
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /**
     * Reads a header.
     *
     * @param dataLength bytes of the file after the header
     * @throws IllegalArgumentException if it is malformed; the message does not name the file
     */
    static SafetensorsHeader parse(byte[] json, long dataLength) {
        JsonNode root = tree(json);
        if (!root.isObject()) {
            throw new IllegalArgumentException("the header is no JSON object");
        }
        Map<String, TensorInfo> tensors = new LinkedHashMap<>();
        Map<String, String> metadata = new LinkedHashMap<>();
        root.properties().forEach(field -> {
            if (!field.getKey().equals(METADATA)) {
                tensors.put(field.getKey(), info(field.getKey(), field.getValue()));
            } else if (!field.getValue().isNull()) {
                field.getValue()
                        .properties()
                        .forEach(note ->
                                metadata.put(note.getKey(), note.getValue().asText()));
            }
        });
        requireCover(tensors.values(), dataLength);
        return new SafetensorsHeader(tensors, metadata);
    }

    /** Lays tensors out: the widest types first, so that each is aligned if the data are. */
    static SafetensorsHeader of(Map<String, Tensor> tensors, Map<String, String> metadata) {
        if (tensors.containsKey(METADATA)) {
            throw malformed(METADATA, "the name belongs to the format");
        }
        Map<String, TensorInfo> infos = new LinkedHashMap<>();
        long[] end = {0};
        tensors.entrySet().stream()
                .sorted(Comparator.comparing(entry -> -entry.getValue().type().bytes()))
                .forEach(entry -> {
                    Tensor tensor = entry.getValue();
                    long begin = end[0];
                    end[0] += tensor.length();
                    infos.put(
                            entry.getKey(),
                            new TensorInfo(entry.getKey(), tensor.type().name(), tensor.shape(), begin, end[0]));
                });
        return new SafetensorsHeader(infos, metadata);
    }

    /** The header as bytes, with spaces up to a multiple of 8. */
    byte[] json() {
        ObjectNode root = JSON.createObjectNode();
        if (!metadata.isEmpty()) {
            ObjectNode notes = root.putObject(METADATA);
            metadata.forEach(notes::put);
        }
        tensors.forEach((name, info) -> {
            ObjectNode tensor = root.putObject(name).put("dtype", info.type());
            tensor.set("shape", JSON.valueToTree(info.shape()));
            tensor.set("data_offsets", JSON.valueToTree(new long[] {info.begin(), info.end()}));
        });
        String text = root.toString();
        int length = text.getBytes(StandardCharsets.UTF_8).length;
        return (text + " ".repeat((8 - length % 8) % 8)).getBytes(StandardCharsets.UTF_8);
    }

    private static JsonNode tree(byte[] json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the header is no JSON: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new IllegalArgumentException("the header is no UTF-8: " + e.getMessage(), e);
        }
    }

    private static TensorInfo info(String name, JsonNode entry) {
        long[] shape = numbers(name, entry, "shape");
        long[] offsets = numbers(name, entry, "data_offsets");
        if (!entry.path("dtype").isTextual() || offsets.length != 2 || offsets[0] > offsets[1]) {
            throw malformed(name, "found " + entry + ", expected dtype, shape, and data_offsets of a begin and an end");
        }
        TensorInfo info = new TensorInfo(name, entry.path("dtype").asText(), shape, offsets[0], offsets[1]);
        if (info.knownType()) {
            requireLength(info);
        }
        return info;
    }

    private static void requireLength(TensorInfo info) {
        try {
            long expected = Math.multiplyExact(info.size(), info.requireType().bytes());
            if (info.bytes() != expected) {
                throw malformed(
                        info.name(),
                        info.bytes() + " bytes, expected " + expected + " for " + info.size() + " of " + info.type());
            }
        } catch (ArithmeticException e) {
            throw malformed(info.name(), "its shape has more elements than a long counts");
        }
    }

    private static long[] numbers(String name, JsonNode entry, String field) {
        JsonNode array = entry.path(field);
        boolean valid = array.isArray()
                && StreamSupport.stream(array.spliterator(), false)
                        .allMatch(n -> n.isIntegralNumber() && n.canConvertToLong() && n.asLong() >= 0);
        if (!valid) {
            throw malformed(name, field + " is " + array + ", expected a list of whole numbers from 0 on");
        }
        return StreamSupport.stream(array.spliterator(), false)
                .mapToLong(JsonNode::asLong)
                .toArray();
    }

    /** Every byte belongs to one tensor, as the format demands: what is between tensors would be seen by no reader. */
    private static void requireCover(Collection<TensorInfo> tensors, long dataLength) {
        List<TensorInfo> ordered = tensors.stream()
                .sorted(Comparator.comparingLong(TensorInfo::begin).thenComparingLong(TensorInfo::end))
                .toList();
        long covered = 0;
        for (TensorInfo info : ordered) {
            if (info.end() > dataLength) {
                throw malformed(info.name(), "it ends at byte " + info.end() + " of " + dataLength);
            }
            if (info.begin() != covered) {
                throw malformed(
                        info.name(),
                        "it begins at byte " + info.begin()
                                + (info.begin() < covered
                                        ? ", inside a tensor that ends at "
                                        : ", after bytes of no tensor from ")
                                + covered);
            }
            covered = info.end();
        }
        if (covered != dataLength) {
            throw new IllegalArgumentException(
                    "the file has " + dataLength + " bytes of data, its tensors end at " + covered);
        }
    }

    private static IllegalArgumentException malformed(String name, String found) {
        return new IllegalArgumentException("tensor '" + name + "': " + found);
    }
}
