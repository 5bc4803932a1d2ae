package org.sparknorm.lab.report;

import java.util.List;
import java.util.Map;

/** A page that is written from top to bottom, for a browser or as Markdown. */
public interface Page {

    Page heading(String text);

    Page paragraph(String text);

    /** Texts one below the other. */
    Page list(List<String> texts);

    /** Names and values of one run, in the map's order. */
    Page facts(Map<String, String> facts);

    Page table(Table table);
}
