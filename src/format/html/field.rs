//! Metadata fields of a page: the names that pages have for them.

/// Names of `meta` elements and of properties, and the metadata fields they fill: from HTML, the Open Graph protocol
/// (ogp.me), Dublin Core, schema.org, and the services that publishers send their pages to.
const FIELDS: [(&str, &str); 48] = [
    ("author", "author"),
    ("authors", "author"),
    ("article:author", "author"),
    ("article:author_name", "author"),
    ("byl", "author"),
    ("byline", "author"),
    ("citation_author", "author"),
    ("creator", "author"),
    ("cxenseparse:author", "author"),
    ("dc.creator", "author"),
    ("dc.creator.byline", "author"),
    ("dcterms.creator", "author"),
    ("og:article:author", "author"),
    ("parsely-author", "author"),
    ("rbauthors", "author"),
    ("sailthru.author", "author"),
    ("shareaholic:article_author_name", "author"),
    ("article:published", "published"),
    ("article:published_time", "published"),
    ("article.published", "published"),
    ("citation_publication_date", "published"),
    ("cxenseparse:recs:publishtime", "published"),
    ("datepublished", "published"),
    ("dc.date.issued", "published"),
    ("dcterms.created", "published"),
    ("dcterms.date", "published"),
    ("dcterms.issued", "published"),
    ("displaydate", "published"),
    ("og:article:published_time", "published"),
    ("og:pubdate", "published"),
    ("originalpublicationdate", "published"),
    ("parsely-pub-date", "published"),
    ("ptime", "published"),
    ("publicationdate", "published"),
    ("publication_date", "published"),
    ("publish-date", "published"),
    ("publish_date", "published"),
    ("rnews:datepublished", "published"),
    ("sailthru.date", "published"),
    ("shareaholic:article_published_time", "published"),
    ("date", "date"),
    ("dc.date", "date"),
    ("pubdate", "date"),
    ("article:modified_time", "updated"),
    ("datemodified", "updated"),
    ("article:section", "section"),
    ("og:title", "title"),
    ("og:site_name", "publisher"),
];

/// The metadata field that the property `name` fills.
pub(super) fn field(name: &str) -> Option<&'static str> {
    FIELDS.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, field)| *field)
}

/// Whether the property `name` says who wrote an article, or when.
pub(super) fn is_of_byline(name: &str) -> bool {
    matches!(field(name), Some("author" | "date" | "published" | "updated"))
}
