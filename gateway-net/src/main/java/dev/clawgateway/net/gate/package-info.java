/**
 * What every connection goes through, whatever it speaks: who may be connected, the guard of its
 * writes, and the counters. Knows neither HTTP nor sessions.
 */
@NullMarked
package dev.clawgateway.net.gate;

import org.jspecify.annotations.NullMarked;
