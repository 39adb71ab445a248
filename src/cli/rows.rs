//! Options of commands that read the rows of a file as drafts.

use clap::Args;
use copydesk::files::RowFields;

/// Options about what the rows of a `.jsonl`, `.ndjson` or `.parquet` file hold.
#[derive(Args)]
pub struct RowArguments {
    /// Read each row of .jsonl and .parquet files as a draft, whose text is in this field
    #[arg(long, value_name = "FIELD", help_heading = "Rows")]
    text_field: Option<String>,

    /// The field that names a draft: FILE#ID [default: the number of the line]
    #[arg(long, value_name = "FIELD", requires = "text_field", help_heading = "Rows")]
    id_field: Option<String>,

    /// A field that is metadata of the draft, as in section or published_at=date (may be repeated)
    #[arg(long, value_name = "FIELD[=NAME]", requires = "text_field", help_heading = "Rows")]
    meta_field: Vec<String>,

    /// Format of the text in rows
    #[arg(long, value_name = "FORMAT", requires = "text_field", default_value = "txt", help_heading = "Rows",
          value_parser = ["txt", "md", "html"])]
    text_format: String,
}

impl RowArguments {
    /// What rows hold, if they are to be read.
    pub fn fields(&self) -> Option<RowFields> {
        let extension = ["txt", "md", "html"].into_iter().find(|known| *known == self.text_format);
        let named = |field: &String| {
            let (field, name) = field.split_once('=').unwrap_or((field, field));
            // Of “meta.section” the metadata has the last part.
            let name = if name == field { field.rsplit('.').next().unwrap_or(field) } else { name };
            (field.into(), name.into())
        };
        Some(RowFields {
            text: self.text_field.clone()?,
            id: self.id_field.clone(),
            metadata: self.meta_field.iter().map(named).collect(),
            extension: extension.unwrap_or("txt"),
        })
    }
}
