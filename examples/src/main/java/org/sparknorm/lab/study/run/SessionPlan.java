package org.sparknorm.lab.study.run;

import java.util.List;
import org.sparknorm.lab.study.measure.MicroCase;

/**
 * The measurements of one session.
 *
 * @param serializer {@code java} or {@code kryo}
 * @param cases unless they are done by then
 * @param trains true if networks are trained, too
 */
record SessionPlan(String serializer, List<MicroCase> cases, boolean trains) {}
