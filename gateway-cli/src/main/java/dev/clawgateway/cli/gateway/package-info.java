/**
 * The one gateway a command talks to: which one, the conversation with it, and finding what people
 * named. Holds no command.
 */
@NullMarked
package dev.clawgateway.cli.gateway;

import org.jspecify.annotations.NullMarked;
