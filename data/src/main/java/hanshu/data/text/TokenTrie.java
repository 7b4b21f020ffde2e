package hanshu.data.text;

import java.util.Arrays;
import java.util.List;

/**
 * Finds all tokens that begin at a place of a text, character by character. The tree is a hash table from a node and a
 * character to the next node.
 */
final class TokenTrie {
    private long[] keys; // node << 16 | character, plus 1; 0 is free
    private int[] next;
    private int[] tokenOf = new int[64]; // by node; −1 where no token ends
    private int nodes = 1;

    TokenTrie(List<String> tokens) {
        keys = new long[64];
        next = new int[64];
        Arrays.fill(tokenOf, -1);
        for (int id = 0; id < tokens.size(); id++) {
            int node = 0;
            for (int i = 0; i < tokens.get(id).length(); i++) {
                node = grow(node, tokens.get(id).charAt(i));
            }
            if (node > 0) {
                tokenOf[node] = id;
            }
        }
    }

    /** The node behind a character, or −1. The first node is 0. */
    int next(int node, char c) {
        int at = slot(node, c);
        return keys[at] == 0 ? -1 : next[at];
    }

    /** The number of the token that ends at a node, or −1. */
    int token(int node) {
        return tokenOf[node];
    }

    private int slot(int node, char c) {
        long key = ((long) node << 16 | c) + 1;
        int mask = keys.length - 1;
        int at = (int) ((key * 0x9e3779b97f4a7c15L) >>> 40) & mask;
        while (keys[at] != 0 && keys[at] != key) {
            at = at + 1 & mask;
        }
        return at;
    }

    private int grow(int node, char c) {
        int at = slot(node, c);
        if (keys[at] != 0) {
            return next[at];
        }
        if (2 * nodes >= keys.length) {
            rehash();
            at = slot(node, c);
        }
        keys[at] = ((long) node << 16 | c) + 1;
        next[at] = nodes;
        if (nodes == tokenOf.length) {
            tokenOf = Arrays.copyOf(tokenOf, 2 * nodes);
            Arrays.fill(tokenOf, nodes, 2 * nodes, -1);
        }
        return nodes++;
    }

    private void rehash() {
        long[] oldKeys = keys;
        int[] oldNext = next;
        keys = new long[2 * oldKeys.length];
        next = new int[2 * oldKeys.length];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != 0) {
                int at = slot((int) ((oldKeys[i] - 1) >>> 16), (char) (oldKeys[i] - 1));
                keys[at] = oldKeys[i];
                next[at] = oldNext[i];
            }
        }
    }
}
