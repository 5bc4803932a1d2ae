package org.sparknorm.spark;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import scala.Tuple2;
import scala.collection.JavaConverters;
import scala.collection.Seq;
import scala.collection.mutable.Builder;

/** Collections of Java as Scala's and back, by what Scala 2.12 and 2.13 have in common. */
@SuppressWarnings("deprecation") // JavaConverters: what 2.13 has instead, 2.12 has not.
public final class ScalaCollections {

    private ScalaCollections() {}

    /** A copy. */
    public static <T> scala.collection.immutable.List<T> seq(List<T> list) {
        return JavaConverters.asScalaBuffer(list).toList();
    }

    /** A view. */
    public static <T> List<T> list(Seq<T> seq) {
        return JavaConverters.seqAsJavaList(seq);
    }

    /** A view. */
    public static <T> scala.collection.Iterator<T> iterator(Iterator<T> iterator) {
        return JavaConverters.asScalaIterator(iterator);
    }

    /** A copy. */
    @SuppressWarnings("unchecked") // 2.12's builder makes a raw Map, for Java.
    public static <K, V> scala.collection.immutable.Map<K, V> map(Map<K, V> map) {
        Builder<Tuple2<K, V>, ?> builder = scala.collection.immutable.Map$.MODULE$.newBuilder();
        map.forEach((key, value) -> builder.$plus$eq(new Tuple2<>(key, value)));
        return (scala.collection.immutable.Map<K, V>) builder.result();
    }
}
