/**
 * What Prometheus reads. Everything but the loop's histograms is read from published state when
 * scraped, so that no hot path touches a meter; every label comes from a bounded set.
 */
@NullMarked
package dev.clawgateway.server.metrics;

import org.jspecify.annotations.NullMarked;
