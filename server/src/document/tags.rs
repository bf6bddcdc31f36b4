//! What makes the PDF readable by a screen reader: the structure tree, written over the drawn document.
//!
//! Each element lists its children and its marked sequences in reading order; the parent tree says it the other way round.

use lopdf::{Dictionary, Document, Object, ObjectId, StringFormat, dictionary};

use super::block::Element;
use super::error::DocumentError;
use super::paint::Painted;

/// Adds the structure to a drawn document, which is in this language.
///
/// # Errors
/// [`DocumentError::Pdf`] when the drawn document has no catalogue or lacks a page.
pub fn tag(painted: Painted, elements: &[Element], lang: &str) -> Result<Document, DocumentError> {
    let Painted { mut pdf, marks } = painted;
    let page_ids: Vec<ObjectId> = pdf.page_iter().collect();
    let root = pdf.new_object_id();
    let top = pdf.new_object_id();
    let ids: Vec<ObjectId> = elements.iter().map(|_| pdf.new_object_id()).collect();

    let mut inside: Vec<Vec<Object>> = vec![Vec::new(); elements.len()];
    let mut whole = Vec::new();
    let mut numbers = Vec::new();
    for (number, (page, elements_of_page)) in page_ids.iter().zip(&marks).enumerate() {
        let mut parents = Vec::new();
        for (mcid, element) in elements_of_page.iter().enumerate() {
            let Some((kids, id)) = inside.get_mut(*element).zip(ids.get(*element)) else {
                continue;
            };
            kids.push(Object::Dictionary(
                dictionary! { "Type" => "MCR", "Pg" => *page, "MCID" => integer(mcid) },
            ));
            parents.push(Object::Reference(*id));
        }
        numbers.push(integer(number));
        numbers.push(Object::Array(parents));
        let page = pdf
            .get_object_mut(*page)
            .and_then(Object::as_dict_mut)
            .map_err(broken)?;
        page.set("StructParents", integer(number));
        page.set("Tabs", "S");
    }
    // Children come after their parents in the list: reading it backwards, each is complete when its parent takes it.
    let mut children: Vec<Vec<Object>> = vec![Vec::new(); elements.len()];
    for (i, element) in elements.iter().enumerate() {
        let Some(id) = ids.get(i) else { continue };
        match element.parent.and_then(|parent| children.get_mut(parent)) {
            Some(list) => list.push(Object::Reference(*id)),
            None => whole.push(Object::Reference(*id)),
        }
    }
    for (i, element) in elements.iter().enumerate() {
        let (Some(id), Some(kids), Some(marked)) =
            (ids.get(i), children.get_mut(i), inside.get_mut(i))
        else {
            continue;
        };
        marked.append(kids);
        let parent = element
            .parent
            .and_then(|p| ids.get(p))
            .copied()
            .unwrap_or(top);
        pdf.objects.insert(
            *id,
            structure(element.role.name(), parent, std::mem::take(marked)),
        );
    }
    pdf.objects.insert(top, structure("Document", root, whole));
    let parents = pdf.add_object(dictionary! { "Nums" => Object::Array(numbers) });
    pdf.objects.insert(
        root,
        Object::Dictionary(dictionary! { "Type" => "StructTreeRoot", "K" => top, "ParentTree" => parents, "ParentTreeNextKey" => integer(page_ids.len()) }),
    );
    // The library labels every file as PDF/X, made for printing houses: ours makes no such claim.
    if let Ok(Object::Reference(info)) = pdf.trailer.get(b"Info").cloned()
        && let Ok(info) = pdf.get_object_mut(info).and_then(Object::as_dict_mut)
    {
        info.remove(b"GTS_PDFXVersion");
        info.remove(b"Identifier");
    }
    pdf.version = "1.7".to_owned();
    let catalog = pdf.catalog_mut().map_err(broken)?;
    catalog.set("StructTreeRoot", root);
    catalog.set("MarkInfo", dictionary! { "Marked" => true });
    catalog.set(
        "Lang",
        Object::String(lang.as_bytes().to_vec(), StringFormat::Literal),
    );
    catalog.set(
        "ViewerPreferences",
        dictionary! { "DisplayDocTitle" => true },
    );
    Ok(pdf)
}

fn structure(name: &str, parent: ObjectId, kids: Vec<Object>) -> Object {
    let mut element: Dictionary = dictionary! { "Type" => "StructElem", "S" => Object::Name(name.as_bytes().to_vec()), "P" => parent };
    element.set("K", Object::Array(kids));
    Object::Dictionary(element)
}

fn integer(n: usize) -> Object {
    Object::Integer(i64::try_from(n).unwrap_or(i64::MAX))
}

fn broken(error: lopdf::Error) -> DocumentError {
    DocumentError::Pdf(error.to_string())
}
