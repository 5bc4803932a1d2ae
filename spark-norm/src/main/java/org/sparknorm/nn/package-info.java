/**
 * Neural networks with norms as stages of Spark ML: the face of the training that the packages below carry out.
 *
 * <p>{@link org.sparknorm.nn.NeuralNetClassifier} is the estimator, a probabilistic classifier of Spark ML like any
 * other: it goes into a {@code Pipeline}, a {@code CrossValidator} or a {@code OneVsRest}.
 * {@link org.sparknorm.nn.NeuralNetClassificationModel} is what it fits. {@link org.sparknorm.nn.NeuralNetParams} are
 * the params of both: those of Spark's probabilistic classifiers, and those of the network ({@code NetworkParams}) and
 * of its training ({@code TrainingParams}).
 *
 * <p>The way of a row: {@code FloatRows} reads its features from Spark's binary row into floats. In training an
 * {@code ExampleReader} makes an example of them, its label and its weight, {@code ClassifierTraining} turns params
 * into the settings of a {@link org.sparknorm.train.Trainer}, and that one trains. In prediction {@code ScoreColumns}
 * adds a column for each result, which calls a {@code CompiledNetwork}: compiled once a process, broadcast once a
 * model, run once a row, whatever filters and columns follow, and not at all for what nobody reads.
 *
 * <p>What becomes of a row that a network cannot take (null, NaN, infinite, beyond the range of floats, of another
 * size) or learn from (without a label or a weight) is said by handleInvalid: "error" names column and value; "skip"
 * and "keep" leave it out of training; in prediction "skip" drops it, and "keep" gives it null for scores,
 * probabilities and prediction. A label that is no class of the network is an error always.
 *
 * <p>Public interfaces show params with their getters and setters, nothing else; what params and schema say together
 * stands in {@code NeuralNetSchema}, which is where the defaults are, too. A param that other stages share has an
 * interface of its own in {@code param}; those of networks alone stand together here, by what they are about.
 *
 * <p>Not here: layers and their text ({@code network}), formulas ({@code program}), the epoch loop ({@code train}), how
 * binary rows are read ({@code column}).
 */
package org.sparknorm.nn;
