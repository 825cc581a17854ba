package dev.clawgateway.cli.output;

import dev.clawgateway.client.api.follow.ListNews;
import dev.clawgateway.client.api.follow.News;
import java.util.ArrayList;
import java.util.List;

/** A list that is watched: all of it as it is, then a line for each that becomes another one. */
public final class WatchedList {
    private WatchedList() {}

    /** How things of one kind are shown. */
    public interface Lines<T> {
        /** Prints these, in whatever order is good for people. */
        void print(List<T> things);

        /** What people call it. */
        String name(T thing);

        /** Whether it is shown among those that are there at first. */
        default boolean atFirst(T thing) {
            return true;
        }
    }

    /** Until nobody reads it any more. */
    public static <T> void print(News<ListNews<T>> news, Lines<T> lines, Screen screen) {
        List<T> begin = new ArrayList<>();
        boolean begun = false;
        while (!screen.out().checkError()) {
            ListNews<T> next = news.next();
            switch (next) {
                case null -> {
                    return;
                }
                case ListNews.Is<T>(T thing) -> {
                    if (begun) {
                        lines.print(List.of(thing));
                    } else if (lines.atFirst(thing)) {
                        begin.add(thing);
                    }
                }
                case ListNews.Gone<T>(T thing) ->
                        screen.say(lines.name(thing) + " is gone, or is not meant any more.");
                case ListNews.UpToDate<T> _ -> {
                    lines.print(begin);
                    begin.clear();
                    begun = true;
                }
                case ListNews.Anew<T> _ -> {
                    screen.say("[what came meanwhile may be missing; all of them again:]");
                    begin.clear();
                    begun = false;
                }
            }
        }
    }
}
