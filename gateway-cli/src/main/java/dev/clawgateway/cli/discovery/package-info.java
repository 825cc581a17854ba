/**
 * {@code discovery ...}: the registry in which peers find each other, and a member to try it with.
 */
@NullMarked
package dev.clawgateway.cli.discovery;

import org.jspecify.annotations.NullMarked;
