<?xml version="1.0" encoding="UTF-8"?>
<!--
  A letter on A4 that is folded in three for a DL envelope (110 by 220 mm) with a window of 35 by 90 mm, 20 mm from its left and 18 to
  20 mm from its bottom edge. The sheet can slip by 11 mm up and 10 mm to the right in it: what the window can show reaches from 44 to
  92 mm below the sheet's top and from 10 to 110 mm from its left edge, where nothing but the address may stand; what it always shows,
  from 57 to 79 mm and from 20 to 100 mm. The address ends at 79 mm, so that five lines are seen wherever the sheet lies.

  A council's own letter.xsl, in its folder beside this one, can import this one and replace what it wants. Pictures are named by their
  path in the folder of the templates: <fo:external-graphic src="url('west-lindsey/crest.png')"/>.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:fo="http://www.w3.org/1999/XSL/Format">

  <!-- Large print is 16 points at least (UK Association for Accessible Formats). -->
  <xsl:variable name="size">
    <xsl:choose>
      <xsl:when test="/letter/@largePrint = 'true'">18pt</xsl:when>
      <xsl:otherwise>12pt</xsl:otherwise>
    </xsl:choose>
  </xsl:variable>

  <xsl:template match="/letter">
    <fo:root font-family="Noto Sans, Noto Sans Arabic" font-selection-strategy="character-by-character" font-size="{$size}"
             line-height="1.35" xml:lang="{@language}">
      <fo:layout-master-set>
        <fo:simple-page-master master-name="sheet" page-width="210mm" page-height="297mm"
                               margin-left="22mm" margin-right="20mm" margin-top="12mm" margin-bottom="10mm">
          <fo:region-body margin-top="10mm" margin-bottom="14mm"/>
          <fo:region-after region-name="foot" extent="10mm" display-align="after"/>
        </fo:simple-page-master>
      </fo:layout-master-set>
      <fo:declarations>
        <x:xmpmeta xmlns:x="adobe:ns:meta/">
          <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
            <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
              <dc:title><rdf:Alt><rdf:li xml:lang="x-default"><xsl:value-of select="subject"/></rdf:li></rdf:Alt></dc:title>
              <dc:creator><rdf:Seq><rdf:li><xsl:value-of select="council"/></rdf:li></rdf:Seq></dc:creator>
            </rdf:Description>
          </rdf:RDF>
        </x:xmpmeta>
      </fo:declarations>
      <fo:page-sequence master-reference="sheet" language="{@language}" id="letter">
        <fo:static-content flow-name="foot">
          <fo:block font-size="10pt" text-align="end">
            <xsl:value-of select="reference"/>
            <xsl:text> · Page </xsl:text>
            <fo:page-number/>
            <xsl:text> of </xsl:text>
            <fo:page-number-citation-last ref-id="letter"/>
          </fo:block>
        </fo:static-content>
        <fo:flow flow-name="xsl-region-body">
          <xsl:call-template name="head"/>
          <xsl:call-template name="window"/>
          <xsl:call-template name="beside-window"/>
          <!-- on the first page the words begin below what the window can show -->
          <fo:block-container height="76mm" width="10mm"><fo:block/></fo:block-container>
          <xsl:if test="name">
            <fo:block space-after="0.7em">Dear <xsl:value-of select="name"/></fo:block>
          </xsl:if>
          <fo:block role="H1" font-size="1.1em" font-weight="bold" space-after="0.7em" keep-with-next.within-page="always">
            <xsl:value-of select="subject"/>
          </fo:block>
          <xsl:apply-templates select="content/*"/>
        </fo:flow>
      </fo:page-sequence>
    </fo:root>
  </xsl:template>

  <xsl:template name="head">
    <fo:block-container absolute-position="fixed" left="22mm" top="12mm" width="168mm" height="30mm" overflow="hidden">
      <fo:block font-size="16pt" font-weight="bold" color="{@colour}"><xsl:value-of select="council"/></fo:block>
      <fo:block font-size="10pt">
        <xsl:for-each select="from">
          <xsl:if test="position() &gt; 1"><xsl:text>, </xsl:text></xsl:if>
          <xsl:value-of select="."/>
        </xsl:for-each>
      </fo:block>
    </fo:block-container>
  </xsl:template>

  <!-- Its size is that of the window, also in large print; smaller where a line would be cut if it were all capitals. -->
  <xsl:template name="window">
    <xsl:variable name="address-size">
      <xsl:choose>
        <xsl:when test="to[string-length(.) &gt; 32]">8pt</xsl:when>
        <xsl:otherwise>10pt</xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <fo:block-container absolute-position="fixed" left="22mm" top="48mm" width="78mm" height="31mm" display-align="after">
      <xsl:for-each select="to">
        <fo:block font-size="{$address-size}" line-height="12pt" wrap-option="no-wrap"><xsl:value-of select="."/></fo:block>
      </xsl:for-each>
    </fo:block-container>
  </xsl:template>

  <xsl:template name="beside-window">
    <fo:block-container absolute-position="fixed" left="118mm" top="57mm" width="72mm" height="33mm">
      <fo:block><xsl:value-of select="date"/></fo:block>
      <fo:block space-before="0.4em">Our reference:</fo:block>
      <fo:block font-weight="bold"><xsl:value-of select="reference"/></fo:block>
    </fo:block-container>
  </xsl:template>

  <xsl:template match="h1 | h2 | h3">
    <fo:block role="H2" font-weight="bold" space-before="0.9em" space-after="0.3em" keep-with-next.within-page="always">
      <xsl:apply-templates/>
    </fo:block>
  </xsl:template>

  <xsl:template match="p">
    <fo:block space-after="0.7em" orphans="2" widows="2"><xsl:apply-templates/></fo:block>
  </xsl:template>

  <xsl:template match="ul | ol">
    <fo:list-block provisional-distance-between-starts="1.5em" provisional-label-separation="0.5em" space-after="0.7em">
      <xsl:apply-templates select="li"/>
    </fo:list-block>
  </xsl:template>

  <xsl:template match="li">
    <fo:list-item space-after="0.3em">
      <fo:list-item-label end-indent="label-end()">
        <fo:block>
          <xsl:choose>
            <xsl:when test="parent::ol"><xsl:number format="1."/></xsl:when>
            <xsl:otherwise>•</xsl:otherwise>
          </xsl:choose>
        </fo:block>
      </fo:list-item-label>
      <fo:list-item-body start-indent="body-start()"><fo:block><xsl:apply-templates/></fo:block></fo:list-item-body>
    </fo:list-item>
  </xsl:template>

  <xsl:template match="hr">
    <fo:block role="artifact" border-top="0.5pt solid #666666" space-before="0.7em" space-after="0.7em"/>
  </xsl:template>

  <xsl:template match="strong"><fo:inline font-weight="bold"><xsl:apply-templates/></fo:inline></xsl:template>

  <xsl:template match="em"><fo:inline font-style="italic"><xsl:apply-templates/></fo:inline></xsl:template>

  <xsl:template match="br"><fo:block/></xsl:template>

  <!-- On paper an address is read, not clicked. -->
  <xsl:template match="a">
    <xsl:apply-templates/>
    <xsl:if test="string(.) != @href and concat('mailto:', .) != @href"> (<xsl:value-of select="@href"/>)</xsl:if>
  </xsl:template>

  <!-- The layout knows the older signs of a line's direction (embeddings), not the newer ones (isolates). -->
  <xsl:template match="text()">
    <xsl:value-of select="translate(., '&#x2066;&#x2067;&#x2068;&#x2069;', '&#x202A;&#x202B;&#x202A;&#x202C;')"/>
  </xsl:template>
</xsl:stylesheet>
