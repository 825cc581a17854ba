@NullMarked
package dev.clawgateway.simulation.node;

import org.jspecify.annotations.NullMarked;
