package dev.clawgateway.client.http.stream;

/** Hears how a stream fares that outlives its connections. On the reading thread. */
public interface StreamNotices {
    /** Whoever does not want to know. */
    StreamNotices NONE =
            new StreamNotices() {
                @Override
                public void lost() {}

                @Override
                public void restored() {}
            };

    /** The connection is lost; another one is tried. */
    void lost();

    /** The stream goes on, over a new connection. */
    void restored();
}
