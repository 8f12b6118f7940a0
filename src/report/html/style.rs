//! How the page looks, and the few lines that sort its tables.

/// The style of the page; colours are those of the charts.
pub(super) const PAGE_STYLE: &str = "\
*{box-sizing:border-box}\
html{color-scheme:light dark;-webkit-text-size-adjust:100%;scroll-behavior:auto}\
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.55 system-ui,-apple-system,\"Segoe UI\",Roboto,\"Noto Sans\",\"Noto Sans Thai\",\"Noto Sans CJK JP\",\"Noto Sans CJK KR\",sans-serif;overflow-wrap:anywhere}\
main,header.top,footer{max-width:60rem;margin:0 auto;padding:0 1rem}\
a{color:var(--l2)}\
:focus-visible{outline:3px solid var(--l3);outline-offset:2px}\
.skip{position:absolute;left:-99rem}.skip:focus{left:1rem;top:1rem;background:var(--paper);padding:.5rem;z-index:2}\
h1{font-size:1.6rem;line-height:1.25;margin:1.2rem 0 .3rem}\
h2{font-size:1.3rem;line-height:1.3;margin:0 0 .6rem}\
h3{font-size:1.02rem;line-height:1.35;margin:1.2rem 0 .2rem}\
section{margin:2.4rem 0;padding-top:1.2rem;border-top:1px solid var(--grid)}\
p{margin:.4rem 0}nav li{margin:0}ul{padding-left:1.2rem;margin:.4rem 0}li{margin:.25rem 0}\
.note,small{color:var(--quiet);font-size:.86rem}\
.notice{border:1px solid var(--grid);border-left:4px solid var(--l4);padding:.5rem .8rem;margin:1rem 0}\
nav ul{display:flex;flex-wrap:wrap;gap:.2rem .9rem;list-style:none;padding:0}\
nav a{display:inline-block;padding:.2rem 0}\
.cards{display:grid;grid-template-columns:repeat(auto-fit,minmax(15rem,1fr));gap:.8rem;list-style:none;padding:0}\
.cards>li{border:1px solid var(--grid);border-radius:.4rem;padding:.8rem 1rem;margin:0}\
.cards h2{font-size:1.05rem;margin:0}\
.big{font-size:1.7rem;font-weight:650;line-height:1.2;font-variant-numeric:tabular-nums}\
.badge{display:inline-block;border:1px solid currentColor;border-radius:1rem;padding:0 .6rem;font-size:.86rem;margin:.3rem 0}\
.badge::before{margin-right:.35rem}.whole::before{content:\"\\2713\"}.part::before{content:\"\\25D0\"}.draft::before{content:\"\\270E\"}\
figure{margin:1.2rem 0 1.8rem}figcaption{margin-bottom:.6rem}figcaption h3{margin:0}\
.take{font-size:1.02rem}\
figure>svg{max-width:46rem}\
details{margin:.6rem 0}summary{cursor:pointer;color:var(--l2);padding:.2rem 0}\
.scroll{overflow-x:auto;margin:.6rem 0}\
table{border-collapse:collapse;font-size:.9rem;line-height:1.4;min-width:min(100%,24rem)}\
caption{text-align:left;font-weight:600;padding:.2rem 0}\
th,td{text-align:left;vertical-align:top;padding:.3rem .6rem;border-bottom:1px solid var(--grid)}\
th[scope=row]{font-weight:400;min-width:9rem;max-width:28rem}\
thead th{font-weight:600;border-bottom:2px solid var(--quiet);vertical-align:bottom}\
th,td{overflow-wrap:break-word}td>bdi,th>bdi{overflow-wrap:anywhere}td>bdi{display:block;min-width:min(9rem,100%);max-width:26rem}\
td.w>bdi{min-width:16rem}.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}thead th.n{white-space:normal}\
.sum th,.sum td{font-weight:650;border-top:2px solid var(--quiet)}\
.group th{font-weight:650;padding-top:.9rem}\
.excluded,.missing,.late,.bad{font-weight:650}.excluded abbr,.missing{color:var(--l3)}\
abbr{text-decoration:underline dotted;cursor:help}\
th button{font:inherit;color:inherit;background:none;border:0;padding:0;text-align:inherit;cursor:pointer;text-decoration:underline dotted}\
th[aria-sort=ascending] button::after{content:\" \\2191\"}th[aria-sort=descending] button::after{content:\" \\2193\"}\
@media(min-width:48rem){body{font-size:17px}h1{font-size:2rem}}\
@media print{body{font-size:10.5pt}nav,.skip{display:none}details>*{display:block}section{break-inside:auto;margin:1.2rem 0}figure,tr{break-inside:avoid}.scroll{overflow:visible}a{color:inherit}}\
";

/// Sorts a table by the column whose name is pressed; without it the page lacks nothing else.
pub(super) const PAGE_SCRIPT: &str = "\
document.querySelectorAll('table.sortable').forEach(function(t){\
t.querySelectorAll('thead th').forEach(function(h,i){\
var b=document.createElement('button');b.type='button';b.textContent=h.textContent;h.textContent='';h.appendChild(b);\
b.addEventListener('click',function(){\
var up=h.getAttribute('aria-sort')!=='ascending',body=t.tBodies[0],rows=Array.prototype.slice.call(body.rows);\
t.querySelectorAll('thead th').forEach(function(o){o.removeAttribute('aria-sort')});\
h.setAttribute('aria-sort',up?'ascending':'descending');\
function key(r){var c=r.cells[i];return c.dataset.value!==undefined?parseFloat(c.dataset.value):c.textContent}\
rows.sort(function(a,b){var x=key(a),y=key(b);\
var n=typeof x==='number'&&typeof y==='number'?x-y:typeof x==='number'?-1:typeof y==='number'?1:String(x).localeCompare(String(y),document.documentElement.lang,{numeric:true});\
return up?n:-n});\
rows.forEach(function(r){body.appendChild(r)})})})});";
