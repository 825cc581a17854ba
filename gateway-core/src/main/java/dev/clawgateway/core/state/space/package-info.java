/**
 * Makes workspaces with their workloads and takes them away again; what is kept is in {@code
 * core.space}.
 */
@NullMarked
package dev.clawgateway.core.state.space;

import org.jspecify.annotations.NullMarked;
