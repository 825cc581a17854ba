/** Sessions of operators: each request as an operation, its answer as the reply. */
@NullMarked
package dev.clawgateway.server.dialect.claw.operator;

import org.jspecify.annotations.NullMarked;
