package dev.clawgateway.cli.output;

import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Things that are each part of another, drawn as branches in the order they were given. */
public final class Tree<T> {
    private final Function<T, String> name;
    private final Map<String, List<T>> childrenByParent;

    /**
     * A tree of {@code all}.
     *
     * @param parent the name of what a thing is part of; empty, or unknown, at the top
     */
    public Tree(List<T> all, Function<T, String> name, Function<T, String> parent) {
        this.name = name;
        List<String> names = all.stream().map(name).toList();
        this.childrenByParent =
                all.stream()
                        .collect(
                                Collectors.groupingBy(each ->
                                        names.contains(parent.apply(each))
                                                ? parent.apply(each)
                                                : ""));
    }

    /** Visits all, parents before children, each with its branch, such as {@code "│ └─ "}. */
    public void forEach(BiConsumer<String, T> visitor) {
        children("").forEach(top -> visit("", "", top, visitor));
    }

    private void visit(String branch, String margin, T node, BiConsumer<String, T> visitor) {
        visitor.accept(branch, node);
        List<T> children = children(name.apply(node));
        for (int i = 0; i < children.size(); i++) {
            boolean last = i == children.size() - 1;
            visit(
                    margin + (last ? "└─ " : "├─ "),
                    margin + (last ? "   " : "│  "),
                    children.get(i),
                    visitor);
        }
    }

    private List<T> children(String parent) {
        return childrenByParent.getOrDefault(parent, List.of());
    }
}
