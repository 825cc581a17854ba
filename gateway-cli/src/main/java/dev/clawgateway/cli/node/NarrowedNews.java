package dev.clawgateway.cli.node;

import dev.clawgateway.client.api.NodeDetails;
import dev.clawgateway.client.api.follow.ListNews;
import dev.clawgateway.client.api.follow.News;
import dev.clawgateway.core.NodeId;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** News of those nodes alone that something holds for: one for which it ends is meant no more. */
final class NarrowedNews implements News<ListNews<NodeDetails>> {
    private final News<ListNews<NodeDetails>> all;
    private final Predicate<NodeDetails> wanted;
    private final Set<NodeId> told = new HashSet<>();

    NarrowedNews(News<ListNews<NodeDetails>> all, Predicate<NodeDetails> wanted) {
        this.all = all;
        this.wanted = wanted;
    }

    @Override
    public @Nullable ListNews<NodeDetails> next() {
        while (true) {
            ListNews<NodeDetails> next = all.next();
            switch (next) {
                case ListNews.Is<NodeDetails>(NodeDetails node) when wanted.test(node) -> {
                    told.add(node.id());
                    return next;
                }
                case ListNews.Is<NodeDetails>(NodeDetails node) -> {
                    if (told.remove(node.id())) {
                        return new ListNews.Gone<>(node);
                    }
                }
                case ListNews.Gone<NodeDetails>(NodeDetails node) -> {
                    if (told.remove(node.id())) {
                        return next;
                    }
                }
                case null, default -> {
                    return next;
                }
            }
        }
    }

    @Override
    public void close() {
        all.close();
    }
}
