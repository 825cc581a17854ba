/**
 * Packaged programs as real processes, killed, stopped and starved, and a referee outside them who
 * remembers what he was told and looks at what truly runs.
 */
@NullMarked
package dev.clawgateway.cli.blows;

import org.jspecify.annotations.NullMarked;
