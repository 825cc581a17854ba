/**
 * What the referee may know: what operators and members were answered, what nodes were told, what
 * truly ran, and what befell the world. Never what is inside the gateway. Facts carry no time: they
 * are told at the moment they happen, and whoever keeps them stamps them.
 */
@NullMarked
package dev.clawgateway.simulation.referee.fact;

import org.jspecify.annotations.NullMarked;
