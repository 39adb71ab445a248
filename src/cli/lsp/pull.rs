//! Diagnostics that the client asks for.

use super::address::key;
use super::analyst::Analyst;
use super::document::DocumentKind;
use super::found::in_document;
use super::house;
use gen_lsp_types::{
    Diagnostic, DocumentDiagnosticParams, DocumentDiagnosticReport, FullDocumentDiagnosticReport,
    RelatedFullDocumentDiagnosticReport, RelatedUnchangedDocumentDiagnosticReport, UnchangedDocumentDiagnosticReport,
};

/// The diagnostics of an open text; or that they are still those that the client has.
pub fn document(analyst: &mut Analyst, params: DocumentDiagnosticParams) -> DocumentDiagnosticReport {
    let Some(document) = analyst.queue.document(&key(&params.text_document.uri.0)) else {
        return full(None, Vec::new());
    };
    analyst.queue.begins(&document);
    analyst.opened(&document);
    if document.kind == DocumentKind::Toml {
        let mistakes = house::mistakes(analyst, &document).unwrap_or_default();
        return full(None, in_document(&mistakes, &document));
    }
    let analysed = analyst.checked(&document);
    let beside = analysed.beside.iter().map(|(source, found)| (&**source, found.as_slice()));
    analyst.push_files(&document.path, beside);
    if params.previous_result_id.as_deref() == Some(analysed.result.as_str()) {
        let report = UnchangedDocumentDiagnosticReport { result_id: analysed.result.to_string() };
        let report = RelatedUnchangedDocumentDiagnosticReport {
            related_documents: None,
            unchanged_document_diagnostic_report: report,
        };
        return DocumentDiagnosticReport::RelatedUnchangedDocumentDiagnosticReport(report);
    }
    full(Some(analysed.result.to_string()), in_document(&analysed.report.diagnostics, &document))
}

fn full(result_id: Option<String>, items: Vec<Diagnostic>) -> DocumentDiagnosticReport {
    let report = FullDocumentDiagnosticReport { result_id, items };
    let report =
        RelatedFullDocumentDiagnosticReport { related_documents: None, full_document_diagnostic_report: report };
    DocumentDiagnosticReport::RelatedFullDocumentDiagnosticReport(report)
}
