/**
 * Params that pipeline stages and networks share.
 *
 * <p>Each {@code Has...} interface is one param with its getter and its fluent setter, all of them
 * {@link org.sparknorm.param.FluentParams}. A stage implements those it has: {@link org.sparknorm.param.HasInputCol},
 * {@link org.sparknorm.param.HasEpsilon}, {@link org.sparknorm.param.HasHandleInvalid} and so on. Names, defaults and
 * meanings are those of Spark ML and PyTorch; where they differ (momentum), the param says whose it has.
 *
 * <p>A param is made anew at each call. Spark ML compares params by their parent's uid and their name, and finds them
 * through public methods without arguments that return a Param; a param in a field could not be built before the stage
 * has its uid. That is also why Spark's own {@code Has...} traits do not serve: they build their params in the
 * constructor of a superclass, where a stage written in Java has no uid yet.
 *
 * <p>Values are checked when they are set, by {@link org.sparknorm.param.Accepts}, with a message that names the stage,
 * the param, what was found and what is expected. A default is set by the stage, which knows it.
 *
 * <p>{@link org.sparknorm.param.StageReader} loads a stage that is nothing but its params, and refuses what another
 * class has saved. {@link org.sparknorm.param.ModelFiles} saves and loads a model that has numbers too, whole or not at
 * all, in parts of bounded size.
 *
 * <p>What does not belong here: checks of a schema ({@code column.Columns}), params of one stage alone, and anything
 * that reads rows.
 */
package org.sparknorm.param;
