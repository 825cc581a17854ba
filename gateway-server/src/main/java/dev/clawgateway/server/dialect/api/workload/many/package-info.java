/** Many changes in one request: a file of submissions, stops of all that somebody chooses. */
@NullMarked
package dev.clawgateway.server.dialect.api.workload.many;

import org.jspecify.annotations.NullMarked;
