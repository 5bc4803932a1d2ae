package org.sparknorm.lab.report;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a chart shows, as data for {@link HtmlReport#figure}; page.js draws each kind by Apache ECharts. */
public interface Chart {

    /** Returns the name under which page.js knows how to draw it. */
    @JsonProperty
    String kind();

    String title();
}
