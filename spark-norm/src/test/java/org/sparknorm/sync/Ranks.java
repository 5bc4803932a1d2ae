package org.sparknorm.sync;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.apache.spark.SecurityManager;
import org.apache.spark.SparkConf;
import org.apache.spark.network.util.TransportConf;
import org.sparknorm.spark.SparkNetwork;
import scala.Option;

/** The ranks of one collective as threads of this JVM, over real connections but without Spark's tasks. */
final class Ranks implements AutoCloseable {

    static final String HOST = "127.0.0.1";

    interface Body<T> {
        T run(Collective collective) throws Exception;
    }

    final List<Mesh> meshes = new ArrayList<>();
    final List<Collective> collectives = new ArrayList<>();
    final AtomicBoolean cancelled = new AtomicBoolean();
    private final List<CountDownLatch> waiting = new ArrayList<>();
    private final ExecutorService threads;
    private volatile boolean connected;

    Ranks(int size) throws Exception {
        this(size, new SparkConf(false));
    }

    Ranks(int size, SparkConf conf) throws Exception {
        CollectiveSettings settings = CollectiveSettings.of(conf);
        threads = Executors.newFixedThreadPool(size);
        for (int rank = 0; rank < size; rank++) {
            CountDownLatch waits = new CountDownLatch(1);
            waiting.add(waits);
            Handshake self = new Handshake(settings.job(), 3, 0, rank, size);
            meshes.add(mesh(conf, settings, self, () -> isCancelled(waits)));
        }
        List<String> addresses = meshes.stream().map(Mesh::address).toList();
        inParallel(meshes.stream()
                .map(mesh -> (Callable<Void>) () -> {
                    mesh.connect(addresses);
                    return null;
                })
                .toList());
        meshes.forEach(mesh -> collectives.add(Collective.over(mesh)));
        connected = true;
    }

    /** A rank asks only while a peer keeps it waiting: once all are connected, in a sum. */
    private boolean isCancelled(CountDownLatch waits) {
        if (connected) {
            waits.countDown();
        }
        return cancelled.get();
    }

    /** Returns when each of these ranks has begun to wait in its first sum. */
    void awaitWaiting(int... ranks) throws InterruptedException {
        for (int rank : ranks) {
            waiting.get(rank).await();
        }
    }

    static Mesh mesh(SparkConf conf, CollectiveSettings settings, Handshake self, BooleanSupplier cancelled) {
        SecurityManager security = security(conf);
        return new Mesh(
                transport(conf),
                Authentication.of(conf, security, settings),
                HOST,
                self,
                settings.timeoutMillis(),
                cancelled);
    }

    static TransportConf transport(SparkConf conf) {
        return SparkNetwork.conf(security(conf), conf, "norm", 1);
    }

    private static SecurityManager security(SparkConf conf) {
        return new SecurityManager(conf, Option.empty(), SecurityManager.$lessinit$greater$default$3());
    }

    /** What the body returns at each rank, or the exception it ends in. */
    List<Object> outcomes(Body<?> body) throws Exception {
        List<Callable<Object>> calls = new ArrayList<>();
        for (Collective collective : collectives) {
            calls.add(() -> {
                try {
                    return body.run(collective);
                } catch (CollectiveException e) {
                    return e;
                }
            });
        }
        return inParallel(calls);
    }

    /** What the body returns at each rank. */
    <T> List<T> run(Body<T> body) throws Exception {
        List<Callable<T>> calls = new ArrayList<>();
        collectives.forEach(collective -> calls.add(() -> body.run(collective)));
        return inParallel(calls);
    }

    private <T> List<T> inParallel(List<Callable<T>> calls) throws Exception {
        List<T> results = new ArrayList<>();
        for (Future<T> future : threads.invokeAll(calls, 60, TimeUnit.SECONDS)) {
            try {
                results.add(future.get());
            } catch (ExecutionException e) {
                throw e.getCause() instanceof Exception cause ? cause : e;
            }
        }
        return results;
    }

    @Override
    public void close() {
        collectives.forEach(Collective::close);
        threads.shutdownNow();
    }
}
