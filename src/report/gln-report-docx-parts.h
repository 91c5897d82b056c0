/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The fixed parts of a DOCX package (ECMA-376, WordprocessingML); private to gln-report-docx.c. Those
 * with arguments are formats: the order of the arguments stands above them. */

/* clang-format off */

/* The kinds of all parts. */
#define GLN_DOCX_CONTENT_TYPES \
  "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?><Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">" \
  "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>" \
  "<Default Extension=\"xml\" ContentType=\"application/xml\"/><Default Extension=\"png\" ContentType=\"image/png\"/>" \
  "<Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/>" \
  "<Override PartName=\"/word/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml\"/>" \
  "<Override PartName=\"/word/numbering.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml\"/>" \
  "<Override PartName=\"/word/header1.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml\"/>" \
  "<Override PartName=\"/word/footer1.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml\"/>" \
  "<Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>" \
  "</Types>"

#define GLN_DOCX_RELS \
  "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?><Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">" \
  "<Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/>" \
  "<Relationship Id=\"r2\" Type=\"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/>" \
  "</Relationships>"

#define GLN_DOCX_RELATIONS_HEAD \
  "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?><Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">" \
  "<Relationship Id=\"styles\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles\" Target=\"styles.xml\"/>" \
  "<Relationship Id=\"numbering\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering\" Target=\"numbering.xml\"/>" \
  "<Relationship Id=\"head\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/header\" Target=\"header1.xml\"/>" \
  "<Relationship Id=\"foot\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer\" Target=\"footer1.xml\"/>"

#define GLN_DOCX_CORE \
  "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?><cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">" \
  "<dc:title>%s</dc:title><dc:subject>%s</dc:subject><dc:creator>%s</dc:creator>" \
  "<dcterms:created xsi:type=\"dcterms:W3CDTF\">%sT00:00:00Z</dcterms:created>" \
  "<dcterms:modified xsi:type=\"dcterms:W3CDTF\">%sT00:00:00Z</dcterms:modified>" \
  "</cp:coreProperties>"

#define GLN_DOCX_DOCUMENT_HEAD \
  "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?><w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\">" \
  "<w:body>"

/* width, height, top, right, bottom, left in twips */
#define GLN_DOCX_SECTION \
  "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"head\"/><w:footerReference w:type=\"default\" r:id=\"foot\"/>" \
  "<w:pgSz w:w=\"%d\" w:h=\"%d\"/><w:pgMar w:top=\"%d\" w:right=\"%d\" w:bottom=\"%d\" w:left=\"%d\" w:header=\"850\" w:footer=\"850\" w:gutter=\"0\"/>" \
  "<w:titlePg/></w:sectPr>"

/* cx, cy, five times the number, cx, cy */
#define GLN_DOCX_PICTURE \
  "<w:r><w:drawing><wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\"><wp:extent cx=\"%ld\" cy=\"%ld\"/>" \
  "<wp:docPr id=\"%u\" name=\"image%u\"/><a:graphic><a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\">" \
  "<pic:pic><pic:nvPicPr><pic:cNvPr id=\"%u\" name=\"image%u.png\"/><pic:cNvPicPr/>" \
  "</pic:nvPicPr><pic:blipFill><a:blip r:embed=\"pic%u\"/><a:stretch><a:fillRect/>" \
  "</a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"%ld\" cy=\"%ld\"/>" \
  "</a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>" \
  "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"

/* the title */
#define GLN_DOCX_HEADER \
  "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?><w:hdr xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">" \
  "<w:p><w:pPr><w:pBdr><w:bottom w:val=\"single\" w:sz=\"4\" w:space=\"4\" w:color=\"808080\"/>" \
  "</w:pBdr></w:pPr><w:r><w:rPr><w:color w:val=\"6B6B6B\"/><w:sz w:val=\"17\"/>" \
  "</w:rPr><w:t>%s</w:t></w:r></w:p></w:hdr>"

#define GLN_DOCX_FOOTER \
  "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?><w:ftr xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">" \
  "<w:p><w:pPr><w:jc w:val=\"center\"/></w:pPr><w:r><w:t xml:space=\"preserve\">" \
  "— </w:t></w:r><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>" \
  " PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>" \
  "<w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r><w:r>" \
  "<w:t xml:space=\"preserve\"> —</w:t></w:r></w:p></w:ftr>"

#define GLN_DOCX_NUMBERING \
  "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?><w:numbering xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">" \
  "<w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:numFmt w:val=\"bullet\"/>" \
  "<w:lvlText w:val=\"•\"/><w:pPr><w:ind w:left=\"420\" w:hanging=\"280\"/></w:pPr>" \
  "</w:lvl></w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/>" \
  "</w:num></w:numbering>"

#define GLN_DOCX_STYLES \
  "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?><w:styles xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">" \
  "<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=\"Times New Roman\" w:hAnsi=\"Times New Roman\" w:eastAsia=\"宋体\" w:cs=\"Times New Roman\"/>" \
  "<w:sz w:val=\"21\"/><w:lang w:val=\"en-GB\" w:eastAsia=\"zh-CN\"/></w:rPr></w:rPrDefault>" \
  "</w:docDefaults><w:style w:type=\"paragraph\" w:styleId=\"Normal\" w:default=\"1\">" \
  "<w:name w:val=\"Normal\"/><w:qFormat/><w:pPr></w:pPr><w:rPr></w:rPr></w:style>" \
  "<w:style w:type=\"paragraph\" w:styleId=\"Title\"><w:name w:val=\"Title\"/><w:basedOn w:val=\"Normal\"/>" \
  "<w:qFormat/><w:pPr><w:spacing w:before=\"3200\" w:after=\"240\"/><w:jc w:val=\"center\"/>" \
  "</w:pPr><w:rPr><w:b/><w:sz w:val=\"54\"/></w:rPr></w:style><w:style w:type=\"paragraph\" w:styleId=\"Subtitle\">" \
  "<w:name w:val=\"Subtitle\"/><w:basedOn w:val=\"Normal\"/><w:qFormat/><w:pPr>" \
  "<w:spacing w:after=\"2400\"/><w:jc w:val=\"center\"/></w:pPr><w:rPr><w:sz w:val=\"32\"/>" \
  "</w:rPr></w:style><w:style w:type=\"paragraph\" w:styleId=\"CoverLine\"><w:name w:val=\"Cover line\"/>" \
  "<w:basedOn w:val=\"Normal\"/><w:qFormat/><w:pPr><w:spacing w:after=\"160\"/>" \
  "<w:jc w:val=\"center\"/></w:pPr><w:rPr><w:sz w:val=\"24\"/></w:rPr></w:style>" \
  "<w:style w:type=\"paragraph\" w:styleId=\"ContentsHeading\"><w:name w:val=\"Contents heading\"/>" \
  "<w:basedOn w:val=\"Normal\"/><w:qFormat/><w:pPr><w:spacing w:after=\"240\"/>" \
  "<w:jc w:val=\"center\"/></w:pPr><w:rPr><w:b/><w:sz w:val=\"36\"/></w:rPr></w:style>" \
  "<w:style w:type=\"paragraph\" w:styleId=\"TOC1\"><w:name w:val=\"toc 1\"/><w:basedOn w:val=\"Normal\"/>" \
  "<w:qFormat/><w:pPr><w:tabs><w:tab w:val=\"right\" w:leader=\"dot\" w:pos=\"9260\"/>" \
  "</w:tabs><w:spacing w:before=\"80\" w:after=\"40\"/></w:pPr><w:rPr><w:b/></w:rPr>" \
  "</w:style><w:style w:type=\"paragraph\" w:styleId=\"TOC2\"><w:name w:val=\"toc 2\"/>" \
  "<w:basedOn w:val=\"Normal\"/><w:qFormat/><w:pPr><w:tabs><w:tab w:val=\"right\" w:leader=\"dot\" w:pos=\"9260\"/>" \
  "</w:tabs><w:ind w:left=\"360\"/></w:pPr><w:rPr></w:rPr></w:style><w:style w:type=\"paragraph\" w:styleId=\"Heading1\">" \
  "<w:name w:val=\"heading 1\"/><w:basedOn w:val=\"Normal\"/><w:qFormat/><w:pPr>" \
  "<w:keepNext/><w:spacing w:before=\"0\" w:after=\"280\"/><w:outlineLvl w:val=\"0\"/>" \
  "</w:pPr><w:rPr><w:b/><w:sz w:val=\"36\"/></w:rPr></w:style><w:style w:type=\"paragraph\" w:styleId=\"Heading2\">" \
  "<w:name w:val=\"heading 2\"/><w:basedOn w:val=\"Normal\"/><w:qFormat/><w:pPr>" \
  "<w:keepNext/><w:spacing w:before=\"360\" w:after=\"160\"/><w:outlineLvl w:val=\"1\"/>" \
  "</w:pPr><w:rPr><w:b/><w:sz w:val=\"27\"/></w:rPr></w:style><w:style w:type=\"paragraph\" w:styleId=\"Heading3\">" \
  "<w:name w:val=\"heading 3\"/><w:basedOn w:val=\"Normal\"/><w:qFormat/><w:pPr>" \
  "<w:keepNext/><w:spacing w:before=\"240\" w:after=\"120\"/><w:outlineLvl w:val=\"2\"/>" \
  "</w:pPr><w:rPr><w:b/><w:sz w:val=\"23\"/></w:rPr></w:style><w:style w:type=\"paragraph\" w:styleId=\"BodyText\">" \
  "<w:name w:val=\"Body Text\"/><w:basedOn w:val=\"Normal\"/><w:qFormat/><w:pPr>" \
  "<w:spacing w:after=\"80\" w:line=\"360\" w:lineRule=\"auto\"/><w:ind w:firstLineChars=\"200\" w:firstLine=\"420\"/>" \
  "<w:jc w:val=\"both\"/></w:pPr><w:rPr></w:rPr></w:style><w:style w:type=\"paragraph\" w:styleId=\"ListBullet\">" \
  "<w:name w:val=\"List Bullet\"/><w:basedOn w:val=\"Normal\"/><w:qFormat/><w:pPr>" \
  "<w:numPr><w:numId w:val=\"1\"/></w:numPr><w:spacing w:after=\"40\" w:line=\"340\" w:lineRule=\"auto\"/>" \
  "</w:pPr><w:rPr></w:rPr></w:style><w:style w:type=\"paragraph\" w:styleId=\"Caption\">" \
  "<w:name w:val=\"caption\"/><w:basedOn w:val=\"Normal\"/><w:qFormat/><w:pPr>" \
  "<w:spacing w:before=\"160\" w:after=\"80\"/><w:jc w:val=\"center\"/></w:pPr><w:rPr>" \
  "<w:b/><w:sz w:val=\"19\"/></w:rPr></w:style><w:style w:type=\"paragraph\" w:styleId=\"Figure\">" \
  "<w:name w:val=\"Figure\"/><w:basedOn w:val=\"Normal\"/><w:qFormat/><w:pPr><w:jc w:val=\"center\"/>" \
  "</w:pPr><w:rPr></w:rPr></w:style><w:style w:type=\"paragraph\" w:styleId=\"Note\">" \
  "<w:name w:val=\"Note\"/><w:basedOn w:val=\"Normal\"/><w:qFormat/><w:pPr><w:spacing w:after=\"40\"/>" \
  "</w:pPr><w:rPr><w:color w:val=\"616163\"/><w:sz w:val=\"16\"/></w:rPr></w:style>" \
  "<w:style w:type=\"paragraph\" w:styleId=\"TableText\"><w:name w:val=\"Table text\"/>" \
  "<w:basedOn w:val=\"Normal\"/><w:qFormat/><w:pPr><w:spacing w:before=\"30\" w:after=\"30\"/>" \
  "</w:pPr><w:rPr><w:sz w:val=\"18\"/></w:rPr></w:style><w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\">" \
  "<w:name w:val=\"Normal Table\"/><w:tblPr><w:tblCellMar><w:left w:w=\"70\" w:type=\"dxa\"/>" \
  "<w:right w:w=\"70\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr></w:style><w:style w:type=\"table\" w:styleId=\"Report\">" \
  "<w:name w:val=\"Report\"/><w:basedOn w:val=\"TableNormal\"/><w:tblPr><w:tblBorders>" \
  "<w:top w:val=\"single\" w:sz=\"10\" w:color=\"141417\"/><w:bottom w:val=\"single\" w:sz=\"10\" w:color=\"141417\"/>" \
  "<w:insideH w:val=\"single\" w:sz=\"2\" w:color=\"CCCCCA\"/></w:tblBorders></w:tblPr>" \
  "<w:tblStylePr w:type=\"firstRow\"><w:tcPr><w:tcBorders><w:bottom w:val=\"single\" w:sz=\"6\" w:color=\"141417\"/>" \
  "</w:tcBorders></w:tcPr></w:tblStylePr></w:style></w:styles>"

/* clang-format on */
