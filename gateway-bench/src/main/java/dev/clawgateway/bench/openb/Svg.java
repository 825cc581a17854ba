package dev.clawgateway.bench.openb;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** A drawing, line by line, in pixels from the upper left. */
final class Svg {
    static final String BLACK = "#202124";
    static final String GREY = "#e0e0e0";

    /** Colours that people who confuse red and green can tell apart (Okabe and Ito). */
    private static final List<String> COLOURS =
            List.of("#999999", "#e69f00", "#0072b2", "#56b4e9", "#009e73", "#d55e00");

    private final StringBuilder text = new StringBuilder();

    Svg(int width, int height, String title) {
        text.append(
                String.format(
                        Locale.ROOT,
                        """
                        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %2$d" \
                        width="%1$d" height="%2$d" font-family="sans-serif" font-size="12">
                        <title>%3$s</title>
                        <rect width="100%%" height="100%%" fill="white"/>
                        <text x="12" y="22" font-size="15" font-weight="bold">%3$s</text>
                        """,
                        width,
                        height,
                        title));
    }

    /** The colour of the policy with this number. */
    static String colour(int policy) {
        return COLOURS.get(policy % COLOURS.size());
    }

    void text(double x, double y, String anchor, String words) {
        add(
                String.format(
                        Locale.ROOT,
                        "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" fill=\"%s\">%s</text>",
                        x,
                        y,
                        anchor,
                        BLACK,
                        words));
    }

    void line(double x1, double y1, double x2, double y2, String colour) {
        add(
                String.format(
                        Locale.ROOT,
                        "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\"/>",
                        x1,
                        y1,
                        x2,
                        y2,
                        colour));
    }

    void dot(double x, double y, String colour) {
        add(
                String.format(
                        Locale.ROOT,
                        "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"4.5\" fill=\"%s\"/>",
                        x,
                        y,
                        colour));
    }

    /** An open square, or with {@code turned} an open diamond. */
    void box(double x, double y, boolean turned) {
        add(
                String.format(
                        Locale.ROOT,
                        "<rect x=\"%.1f\" y=\"%.1f\" width=\"10\" height=\"10\" fill=\"none\" "
                                + "stroke=\"%s\" stroke-width=\"1.5\"%s/>",
                        x - 5,
                        y - 5,
                        BLACK,
                        turned
                                ? String.format(
                                        Locale.ROOT, " transform=\"rotate(45 %.1f %.1f)\"", x, y)
                                : ""));
    }

    /** A line through points, given as {@code x,y x,y ...}. */
    void path(String points, String colour) {
        add(
                String.format(
                        Locale.ROOT,
                        "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\" "
                                + "stroke-linejoin=\"round\"/>",
                        points,
                        colour));
    }

    /** Names of policies in their colours; returns where the last ends. */
    double legend(double left, double y, List<String> policies) {
        double x = left;
        for (int i = 0; i < policies.size(); i++) {
            dot(x, y - 4, colour(i));
            text(x + 9, y, "start", policies.get(i));
            x += 34 + 6.6 * policies.get(i).length();
        }
        return x;
    }

    void write(Path file) throws IOException {
        Files.writeString(file, text + "</svg>\n");
    }

    private void add(String element) {
        text.append(element).append('\n');
    }
}
