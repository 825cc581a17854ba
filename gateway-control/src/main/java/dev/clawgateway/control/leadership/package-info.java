/**
 * Who decides, and for how long: begins control loops and ends them. Holds no rule of the cluster,
 * and no loop for life.
 */
@NullMarked
package dev.clawgateway.control.leadership;

import org.jspecify.annotations.NullMarked;
