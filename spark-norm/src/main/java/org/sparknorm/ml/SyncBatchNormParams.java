package org.sparknorm.ml;

import org.sparknorm.param.HasAggregationDepth;
import org.sparknorm.param.HasBeta;
import org.sparknorm.param.HasChannels;
import org.sparknorm.param.HasEpsilon;
import org.sparknorm.param.HasGamma;
import org.sparknorm.param.HasHandleInvalid;
import org.sparknorm.param.HasInputCol;
import org.sparknorm.param.HasInputCols;
import org.sparknorm.param.HasMomentum;
import org.sparknorm.param.HasOutputCol;
import org.sparknorm.param.HasOutputCols;
import org.sparknorm.param.HasWeightCol;

/**
 * The params of {@link SyncBatchNorm} and its model.
 *
 * @param <S> the stage
 */
public interface SyncBatchNormParams<S>
        extends HasInputCol<S>,
                HasInputCols<S>,
                HasOutputCol<S>,
                HasOutputCols<S>,
                HasChannels<S>,
                HasEpsilon<S>,
                HasGamma<S>,
                HasBeta<S>,
                HasMomentum<S>,
                HasWeightCol<S>,
                HasAggregationDepth<S>,
                HasHandleInvalid<S> {}
