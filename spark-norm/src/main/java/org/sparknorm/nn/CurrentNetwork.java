package org.sparknorm.nn;

import java.util.List;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.sparknorm.program.Program;
import org.sparknorm.program.Variables;

/** The network of a model with the params that it has now, compiled once and broadcast once. */
final class CurrentNetwork {

    private final List<Object> params;
    private final Program program;
    private final CompiledNetwork compiled;
    private SparkContext context;
    private Broadcast<CompiledNetwork> shared;

    /** @throws IllegalArgumentException if the variables are those of another network */
    CurrentNetwork(NeuralNetSchema schema, Variables variables) {
        this.program = schema.program(-1);
        this.params = schema.networkParams();
        this.compiled = new CompiledNetwork(program, variables);
    }

    /** Returns whether the params are still those that this was made for. */
    boolean isOf(NeuralNetSchema schema) {
        return params.equals(schema.networkParams());
    }

    Program program() {
        return program;
    }

    CompiledNetwork compiled() {
        return compiled;
    }

    /** Returns the network on all executors of a context; a second context gets a broadcast of its own. */
    synchronized Broadcast<CompiledNetwork> shared(SparkContext wanted) {
        if (context != wanted) {
            shared = JavaSparkContext.fromSparkContext(wanted).broadcast(compiled);
            context = wanted;
        }
        return shared;
    }
}
