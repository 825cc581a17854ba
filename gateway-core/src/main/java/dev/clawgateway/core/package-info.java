/**
 * What every other noun leans on: ids, error codes, and maps that keep their order. Knows nothing
 * else.
 */
@NullMarked
package dev.clawgateway.core;

import org.jspecify.annotations.NullMarked;
