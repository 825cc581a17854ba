/**
 * Everything that can be done and asked, once, in the core's types: one class per use case.
 * Dialects translate to these and back; nothing else reaches the control thread or the published
 * view.
 */
@NullMarked
package dev.clawgateway.control.operations;

import org.jspecify.annotations.NullMarked;
