/** Benchmarks and load generators, each a program of its own. Holds nothing that is shipped. */
@org.jspecify.annotations.NullMarked
package dev.clawgateway.bench;
