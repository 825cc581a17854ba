package dev.clawgateway.server.service;

import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What is to be known of a gateway that serves; asked from any thread.
 *
 * @param turns of its control loop, ever
 * @param resigned whether it decides nothing any more and says so: reads and sessions go on
 * @param status in a line, for people
 */
public record Served(LongSupplier turns, BooleanSupplier resigned, Supplier<String> status) {}
