/** Tests of liveness, with time moved by hand. */
@NullMarked
package dev.clawgateway.control.liveness;

import org.jspecify.annotations.NullMarked;
