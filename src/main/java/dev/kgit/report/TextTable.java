package dev.kgit.report;

import java.util.ArrayList;
import java.util.List;

/** Rows in columns that are as wide as they have to be. */
final class TextTable {

    private static final int GAP = 2;

    private final List<List<String>> rows = new ArrayList<>();

    TextTable(List<String> head) {
        rows.add(head);
    }

    /** @param cells as many as the head has */
    void add(List<String> cells) {
        rows.add(cells);
    }

    /** One line a row; the head is bold. */
    void write(AnsiStyle style, LineWriter page) {
        int[] widths = new int[rows.get(0).size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        boolean head = true;
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                line.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length() + GAP));
            }
            String text = line.toString().stripTrailing();
            page.line(head ? style.bold(text) : text);
            head = false;
        }
    }
}
