/** {@code members ...}: the registry of programs that take the gateway for their coordinator. */
@NullMarked
package dev.clawgateway.cli.member;

import org.jspecify.annotations.NullMarked;
