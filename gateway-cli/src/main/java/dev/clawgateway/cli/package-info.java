/** Placeholder, replaced as the module is filled. */
@org.jspecify.annotations.NullMarked
package dev.clawgateway.cli;
