package org.sparknorm.sql;

import org.apache.spark.sql.SparkSessionExtensions;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.sparknorm.spark.SparkVersion;
import scala.Tuple3;
import scala.runtime.AbstractFunction1;
import scala.runtime.BoxedUnit;

/** Installs {@link NormFunctions} in every session: {@code spark.sql.extensions=org.sparknorm.sql.NormExtensions}. */
public final class NormExtensions extends AbstractFunction1<SparkSessionExtensions, BoxedUnit> {

    @Override
    public BoxedUnit apply(SparkSessionExtensions extensions) {
        SparkVersion.require();
        NormFunctions.all()
                .forEach(function -> extensions.injectFunction(
                        new Tuple3<>(new FunctionIdentifier(function.name()), function.info(), function.ofSeq())));
        return BoxedUnit.UNIT;
    }
}
