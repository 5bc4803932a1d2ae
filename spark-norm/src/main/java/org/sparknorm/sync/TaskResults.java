package org.sparknorm.sync;

import java.nio.ByteBuffer;
import java.util.List;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaRDDLike;
import org.apache.spark.serializer.SerializerInstance;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/**
 * The results that tasks hand to the driver, as bytes of Spark's serializer. The driver reads a task's result with the
 * class loader of the application, and that one does not know a jar which a session of Spark Connect has added: an
 * object of this library would end the job in ClassNotFound. It does know bytes, and this class reads them with the
 * loader that it comes from.
 */
public final class TaskResults {

    private static final ClassLoader CLASSES = TaskResults.class.getClassLoader();

    private TaskResults() {}

    /** Runs one job, and brings all elements of an RDD to the driver, in order. */
    public static <T> List<T> collect(JavaRDDLike<T, ?> results) {
        return results.map(TaskResults::write).collect().stream()
                .map(TaskResults::<T>read)
                .toList();
    }

    static <T> byte[] write(T result) {
        ByteBuffer written = serializer().serialize(result, tag());
        byte[] bytes = new byte[written.remaining()];
        written.get(bytes);
        return bytes;
    }

    static <T> T read(byte[] bytes) {
        return serializer().deserialize(ByteBuffer.wrap(bytes), CLASSES, tag());
    }

    private static SerializerInstance serializer() {
        return SparkEnv.get().serializer().newInstance();
    }

    private static <T> ClassTag<T> tag() {
        return ClassTag$.MODULE$.apply(Object.class);
    }
}
