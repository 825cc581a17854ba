package dev.clawgateway.client.runner;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes lines of bytes as they come: what a carriage return overwrote is dropped, as a terminal
 * would, lines longer than {@link #MAX_BYTES} are cut, and bytes that are not UTF-8 are replaced.
 */
final class LineSplitter {
    static final int MAX_BYTES = 16 * 1024;
    private static final String CUT = " [cut]";

    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private boolean returned;
    private boolean progress;
    private boolean cut;

    /** The lines these bytes complete. */
    List<String> feed(byte[] bytes, int length) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            byte next = bytes[i];
            if (next == '\n') {
                lines.add(take());
            } else if (next == '\r') {
                returned = true;
                progress = true;
            } else {
                add(next);
            }
        }
        return lines;
    }

    /** A line that is overwritten again and again, such as a progress bar, as it stands now. */
    List<String> overwritten() {
        return progress ? rest() : List.of();
    }

    /** What has come since the last line end; empty when nothing has. */
    List<String> rest() {
        return line.size() == 0 ? List.of() : List.of(take());
    }

    private void add(byte next) {
        if (returned) {
            // The return was not part of a line end, so what came before it is overwritten.
            line.reset();
            cut = false;
            returned = false;
        }
        if (line.size() < MAX_BYTES) {
            line.write(next);
        } else {
            cut = true;
        }
    }

    private String take() {
        byte[] bytes = line.toByteArray();
        String text = new String(bytes, 0, whole(bytes), StandardCharsets.UTF_8);
        String taken = cut ? text + CUT : text;
        line.reset();
        returned = false;
        progress = false;
        cut = false;
        return taken;
    }

    /** Length without a character that the cut went through. */
    private int whole(byte[] bytes) {
        int end = bytes.length;
        if (!cut) {
            return end;
        }
        int start = end - 1;
        while (start > 0 && end - start < 4 && (bytes[start] & 0xC0) == 0x80) {
            start--;
        }
        int lead = bytes[start] & 0xFF;
        int wanted = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
        return end - start < wanted ? start : end;
    }
}
