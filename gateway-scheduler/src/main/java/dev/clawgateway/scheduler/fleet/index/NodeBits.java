package dev.clawgateway.scheduler.fleet.index;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A set of node numbers in three levels: words of 64 nodes, pages of 64 words, and a summary of
 * pages. The lowest member is three trailing-zero counts away. Pages that come empty go back to the
 * pool, so a thousand sparse sets over 100,000 nodes stay small.
 */
public final class NodeBits {
    private static final int PAGE_SHIFT = 12;
    private static final int WORDS = 64;

    /** Stands for every absent page, whose summary is 0; never written. */
    private static final long[] NONE = new long[WORDS];

    /** Empty pages of one engine, kept for the next set that grows. */
    public static final class Pool {
        private long[][] pages = new long[64][];
        private int size;

        private long[] take() {
            return size == 0 ? new long[WORDS] : pages[--size];
        }

        private void give(long[] page) {
            if (size == pages.length) {
                pages = Arrays.copyOf(pages, size * 2);
            }
            pages[size++] = page;
        }
    }

    private final Pool pool;
    private long[][] pages = {NONE};
    private long[] summaries = new long[1];
    private long[] top = new long[1];
    private int size;

    public NodeBits(Pool pool) {
        this.pool = pool;
    }

    public int size() {
        return size;
    }

    public boolean contains(int node) {
        int page = node >>> PAGE_SHIFT;
        return page < pages.length && (pages[page][(node >>> 6) & (WORDS - 1)] & (1L << node)) != 0;
    }

    /** Whether it was absent before. */
    public boolean add(int node) {
        int page = node >>> PAGE_SHIFT;
        if (page >= pages.length) {
            grow(page);
        }
        if (summaries[page] == 0) {
            pages[page] = pool.take();
        }
        int word = (node >>> 6) & (WORDS - 1);
        long before = pages[page][word];
        long after = before | (1L << node);
        if (before == after) {
            return false;
        }
        pages[page][word] = after;
        summaries[page] |= 1L << word;
        top[page >>> 6] |= 1L << page;
        size++;
        return true;
    }

    /** Whether it was present before. */
    boolean remove(int node) {
        if (!contains(node)) {
            return false;
        }
        int page = node >>> PAGE_SHIFT;
        int word = (node >>> 6) & (WORDS - 1);
        pages[page][word] &= ~(1L << node);
        size--;
        if (pages[page][word] == 0) {
            summaries[page] &= ~(1L << word);
            if (summaries[page] == 0) {
                top[page >>> 6] &= ~(1L << page);
                pool.give(pages[page]);
                pages[page] = NONE;
            }
        }
        return true;
    }

    public void put(int node, boolean member) {
        if (member) {
            add(node);
        } else {
            remove(node);
        }
    }

    public void clear() {
        for (int page = 0; page < pages.length; page++) {
            if (summaries[page] != 0) {
                Arrays.fill(pages[page], 0);
                pool.give(pages[page]);
                pages[page] = NONE;
            }
        }
        Arrays.fill(summaries, 0);
        Arrays.fill(top, 0);
        size = 0;
    }

    /** Becomes the members of {@code one} that are also in {@code other}. */
    public void setToCommon(NodeBits one, @Nullable NodeBits other) {
        clear();
        for (int page = 0; page < one.pages.length; page++) {
            long words = one.summaries[page] & (other == null ? -1L : other.summary(page));
            for (long left = words; left != 0; left &= left - 1) {
                int word = Long.numberOfTrailingZeros(left);
                long members = one.pages[page][word];
                if (other != null) {
                    members &= other.pages[page][word];
                }
                setWord(page, word, members);
            }
        }
    }

    /** Becomes the members of {@code one} that are not in {@code other}. */
    public void setToRest(NodeBits one, NodeBits other) {
        clear();
        for (int page = 0; page < one.pages.length; page++) {
            boolean apart = other.summary(page) == 0;
            for (long left = one.summaries[page]; left != 0; left &= left - 1) {
                int word = Long.numberOfTrailingZeros(left);
                long members = one.pages[page][word];
                setWord(page, word, apart ? members : members & ~other.pages[page][word]);
            }
        }
    }

    /** All members of another become members too. */
    void addAll(NodeBits other) {
        for (int node = other.next(0, null); node >= 0; node = other.next(node + 1, null)) {
            add(node);
        }
    }

    private void setWord(int page, int word, long members) {
        if (members == 0) {
            return;
        }
        if (page >= pages.length) {
            grow(page);
        }
        if (summaries[page] == 0) {
            pages[page] = pool.take();
        }
        size += Long.bitCount(members) - Long.bitCount(pages[page][word]);
        pages[page][word] = members;
        summaries[page] |= 1L << word;
        top[page >>> 6] |= 1L << page;
    }

    /** The lowest member from {@code from} up that is also in {@code mask}; -1 when none is. */
    public int next(int from, @Nullable NodeBits mask) {
        int page = from >>> PAGE_SHIFT;
        if (page >= pages.length) {
            return -1;
        }
        int inFirst = nextInPage(page, from, mask);
        return inFirst >= 0 ? inFirst : nextPage(page + 1, mask);
    }

    private int nextInPage(int page, int from, @Nullable NodeBits mask) {
        int firstWord = (from >>> 6) & (WORDS - 1);
        long candidates = summaries[page] & (-1L << firstWord);
        if (mask != null) {
            candidates &= mask.summary(page);
        }
        while (candidates != 0) {
            int word = Long.numberOfTrailingZeros(candidates);
            long members = pages[page][word];
            if (mask != null) {
                members &= mask.pages[page][word];
            }
            if (word == firstWord) {
                members &= -1L << from;
            }
            if (members != 0) {
                return (page << PAGE_SHIFT) | (word << 6) | Long.numberOfTrailingZeros(members);
            }
            candidates &= candidates - 1;
        }
        return -1;
    }

    private int nextPage(int fromPage, @Nullable NodeBits mask) {
        for (int i = fromPage >>> 6; i < top.length; i++) {
            long candidates = top[i] & (mask == null ? -1L : mask.topWord(i));
            if (i == fromPage >>> 6) {
                candidates &= -1L << fromPage;
            }
            while (candidates != 0) {
                int page = (i << 6) | Long.numberOfTrailingZeros(candidates);
                int found = nextInPage(page, page << PAGE_SHIFT, mask);
                if (found >= 0) {
                    return found;
                }
                candidates &= candidates - 1;
            }
        }
        return -1;
    }

    private long summary(int page) {
        return page < summaries.length ? summaries[page] : 0;
    }

    private long topWord(int index) {
        return index < top.length ? top[index] : 0;
    }

    private void grow(int page) {
        int before = pages.length;
        int after = Math.max(page + 1, before * 2);
        pages = Arrays.copyOf(pages, after);
        Arrays.fill(pages, before, after, NONE);
        summaries = Arrays.copyOf(summaries, after);
        top = Arrays.copyOf(top, (after + 63) >>> 6);
    }
}
