package org.sparknorm.lab.study;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The keys of a grid: the components of the records that it becomes. Jackson itself would look at values first. */
final class GridKeys {

    /** The components of {@link StudyGrid} that its file does not have. */
    private static final Set<String> NOT_OF_FILE = Set.of("name", "checksum");

    private GridKeys() {}

    /**
     * @param path place of the tree, for messages
     * @param type record that the tree becomes
     * @throws IOException if a key is not known, or one of a number that has no default is missing
     */
    static void check(String path, JsonNode tree, Class<?> type) throws IOException {
        List<RecordComponent> components = Arrays.stream(type.getRecordComponents())
                .filter(component -> type != StudyGrid.class || !NOT_OF_FILE.contains(component.getName()))
                .toList();
        List<String> known = components.stream().map(RecordComponent::getName).toList();
        for (Map.Entry<String, JsonNode> property : tree.properties()) {
            if (!known.contains(property.getKey())) {
                throw new IOException(
                        "found " + path + property.getKey() + ", expected of " + String.join(", ", known));
            }
        }
        for (RecordComponent component : components) {
            String name = path + component.getName();
            if (tree.isObject() && component.getType().isPrimitive() && !tree.has(component.getName())) {
                throw new IOException(name + " is missing, expected a number");
            }
            JsonNode value = tree.path(component.getName());
            Class<?> element = component.getType() == List.class ? element(component.getGenericType()) : null;
            if (component.getType().isRecord()) {
                check(name + ".", value, component.getType());
            } else if (element != null && element.isRecord()) {
                for (int i = 0; i < value.size(); i++) {
                    check(name + "[" + i + "].", value.get(i), element);
                }
            }
        }
    }

    private static Class<?> element(Type list) {
        return (Class<?>) ((ParameterizedType) list).getActualTypeArguments()[0];
    }
}
