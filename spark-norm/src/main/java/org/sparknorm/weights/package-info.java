/**
 * Weights of other frameworks in and out: what PyTorch, Keras, Flax, MLX and their kin train normalizes on Spark as it
 * does there, and what Spark fits is served there.
 *
 * <table>
 * <caption>The main types</caption>
 * <tr><th>type</th><th>what it is</th></tr>
 * <tr><td>{@link org.sparknorm.weights.Safetensors}</td><td>a file of named tensors, on any Hadoop path</td></tr>
 * <tr><td>{@link org.sparknorm.weights.NormPreset}</td><td>what a framework's layers do by default, as they were run:
 *     epsilon, momentum, kind of running variance, names, groups</td></tr>
 * <tr><td>{@link org.sparknorm.weights.NormFormat}</td><td>a preset, and where a file departs from it</td></tr>
 * <tr><td>{@link org.sparknorm.weights.NormWeights}</td><td>file and prefix to stage</td></tr>
 * <tr><td>{@link org.sparknorm.weights.NormTensors}</td><td>stage and prefix to tensors, for a file</td></tr>
 * </table>
 *
 * <pre>{@code
 * Safetensors file = Safetensors.open("hdfs:///model.safetensors");
 * SyncBatchNormModel norm = NormWeights.of(file, NormPreset.PYTORCH).batchNorm("features.1").setInputCol("pixels");
 *
 * Map<String, Tensor> tensors = NormTensors.to(NormPreset.KERAS).of("features/1", norm);
 * Safetensors.write("hdfs:///for-keras.safetensors", Map.of(), tensors);
 * }</pre>
 *
 * <p>Files come from anywhere: nothing in them is believed before it is checked, and no memory is taken for what was
 * not. What a file cannot say (epsilon, the meaning of its factors, how channels fall into groups) is never guessed in
 * silence: a preset or the caller says it, or the log names the tensor.
 *
 * <p>What does not belong here: what a norm computes (core), how a stage reads columns (ml), and this library's own
 * saved models, which Spark ML's readers and writers keep.
 */
package org.sparknorm.weights;
