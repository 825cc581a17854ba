/** Speed of the placement engine: synthetic fleets, a latency program and JMH benchmarks. */
@NullMarked
package dev.clawgateway.bench.engine;

import org.jspecify.annotations.NullMarked;
