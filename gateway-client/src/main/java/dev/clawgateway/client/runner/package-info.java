/**
 * Runs attempts as process groups that outlive the agent, and finds them again. Confined to one
 * thread of its owner; knows files and processes, never sessions or messages.
 */
@NullMarked
package dev.clawgateway.client.runner;

import org.jspecify.annotations.NullMarked;
