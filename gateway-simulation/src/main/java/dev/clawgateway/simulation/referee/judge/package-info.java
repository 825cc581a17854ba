/**
 * The judges, each of one promise: what it is, exactly, under every fault, is said in the class.
 */
@NullMarked
package dev.clawgateway.simulation.referee.judge;

import org.jspecify.annotations.NullMarked;
